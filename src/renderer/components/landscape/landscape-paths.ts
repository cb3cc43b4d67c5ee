import type { Landscape, LandscapePath } from '../../../shared/landscape'
import type { RunSummary } from '../../../shared/run'
import { runStyle } from '../../charts/model'
import type { SurfacePath } from '../../surface/model'

/** Lowest and highest of the costs that the checkpoints of all paths have; null where none is known. */
export function costRange(
  paths: readonly LandscapePath[]
): { lowest: number; highest: number } | null {
  const costs = paths
    .flatMap(({ points }) => points.map(({ cost }) => cost))
    .filter((cost): cost is number => cost !== null)
  return costs.length > 0 ? { lowest: Math.min(...costs), highest: Math.max(...costs) } : null
}

/**
 * Where a cost lies between the lowest (0) and the highest (1), in equal factors: most of a run's
 * way is among its low costs.
 */
export function shareOf(
  cost: number | null,
  range: { lowest: number; highest: number } | null
): number | null {
  if (cost === null || !range) return null
  const scale = range.lowest > 0 ? Math.log : (value: number): number => value
  const low = scale(range.lowest)
  const length = scale(range.highest) - low
  return length > 0 ? Math.min(1, Math.max(0, (scale(cost) - low) / length)) : 0
}

/** The paths of the runs as they are drawn: in the runs' colours, with dots in the tone of their true costs. */
export function pathsOfRuns(
  paths: readonly LandscapePath[],
  runs: readonly Pick<RunSummary, 'id' | 'name' | 'colour'>[]
): SurfacePath[] {
  const range = costRange(paths)
  return paths.map(({ runId, points }, place) => {
    const run = runs.find(({ id }) => id === runId)
    const { colour, dash } = runStyle(run?.colour ?? place)
    return {
      id: String(runId),
      label: run?.name ?? '',
      colour,
      // told apart without colours, too, where two runs share one
      dash: place > 0 && dash.length === 0 ? [7, 4] : dash,
      points: points.map(({ x, y, cost }) => ({ x, y, height: cost })),
      shares: points.map(({ cost }) => shareOf(cost, range))
    }
  })
}

/** The random walk beside the path; it has no costs of its own. @param words what it is, for those who do not see it */
export function pathOfWalk(
  { points }: NonNullable<Landscape['control']>,
  words: string
): SurfacePath {
  return { id: 'walk', label: '', words, colour: 'ink-2', dash: [3, 4], points, faint: true }
}
