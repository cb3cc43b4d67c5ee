import { DownhillError } from '../shared/errors'
import { landscapeObstacle, type LandscapeInput } from '../shared/landscape'
import type { RunConfig } from '../shared/run-config'
import type { SurveyedPath } from '../shared/survey-protocol'
import type { AsyncStore, StoredCheckpoint } from '../store/store-api'

/** All that decides a landscape. */
export interface SurveyPlan extends Pick<LandscapeInput, 'plane' | 'seed' | 'size' | 'examples'> {
  /** Of the first run, as are the examples. */
  config: RunConfig
  layers: number[]
  fingerprint: string
  /** Each with one checkpoint at least. */
  paths: SurveyedPath[]
}

/** Points of all paths together: so many that the plane is laid within some tenths of a second. */
const MOST_POINTS = 150
/** Parameters of all of them, which the processes are sent. */
const MOST_PARAMETERS = 24_000_000

type Library = Pick<AsyncStore, 'runDetail' | 'readCheckpoint'>

/**
 * Reads what a landscape is made of: the weights that the runs kept, or of very many as many as are
 * worked on, at regular distances.
 * @throws DownhillError 'not-found', 'checkpoint-damaged', 'no-common-landscape'.
 */
export async function planSurvey(wish: LandscapeInput, store: Library): Promise<SurveyPlan> {
  const { runIds, plane, seed, size, examples } = wish
  const details = await Promise.all([...new Set(runIds)].map((runId) => store.runDetail(runId)))
  const [first, second] = details.map(({ run }) => run)
  const obstacle = details.length > 1 ? landscapeObstacle(first, second) : null
  if (obstacle) {
    const sentence = `Runs ${runIds.join(' and ')} have no landscape in common: ${obstacle}.`
    throw new DownhillError('no-common-landscape', sentence, { obstacle })
  }
  const most = Math.floor(mostPoints(details[0].checkpoints[0]?.size ?? 4) / details.length)
  const paths: SurveyedPath[] = []
  for (const { run, checkpoints } of details) {
    const points: SurveyedPath['points'] = []
    for (const { id } of evenly(checkpoints, most)) {
      const read = await readStillKept(store, run.id, id)
      if (read) points.push({ epoch: read.epoch, step: read.step, parameters: read.parameters })
    }
    if (points.length === 0) {
      throw new DownhillError('not-found', `Run ${run.id} has no weights.`, { runId: run.id })
    }
    paths.push({ runId: run.id, points })
  }
  const { config, layers, datasetFingerprint: fingerprint } = first
  return { config, layers, fingerprint, paths, plane, seed, size, examples }
}

/** A run in training drops checkpoints meanwhile: undefined for one that is gone. */
async function readStillKept(
  store: Library,
  runId: number,
  checkpointId: number
): Promise<StoredCheckpoint | undefined> {
  try {
    return await store.readCheckpoint(runId, checkpointId)
  } catch (error) {
    if (error instanceof DownhillError && error.code === 'not-found') return undefined
    throw error
  }
}

function mostPoints(bytes: number): number {
  const parameters = bytes / Float32Array.BYTES_PER_ELEMENT
  return Math.min(MOST_POINTS, Math.max(6, Math.floor(MOST_PARAMETERS / parameters)))
}

/** At most so many of them, the first and the last among them. */
export function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items]
  return Array.from(
    { length: most },
    (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))]
  )
}
