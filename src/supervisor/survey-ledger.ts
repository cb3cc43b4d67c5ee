import type { Landscape, LandscapePath, LandscapeProgress } from '../shared/landscape'
import type { LaidPlane, SurveyCosts, WalkControl } from '../shared/survey-protocol'
import type { AnalystTask } from './analyst-crew'
import { coarseToFine } from './survey-order'
import type { SurveyPlan } from './survey-plan'

/** How long one piece of work may take, in milliseconds: so long a called-off one keeps a process from the next. */
const TURN_TIME = 100

type TaskOf<Type extends AnalystTask['type']> = Extract<AnalystTask, { type: Type }>

/** A piece of work, and where its outcome belongs: places of the grid, or places among all points of the paths. */
export type SurveyTurn =
  | { kind: 'slice'; task: TaskOf<'survey-slice'>; places: number[] }
  | { kind: 'weigh'; task: TaskOf<'survey-weigh'>; places: number[] }
  | { kind: 'walk'; task: TaskOf<'survey-walk'> }

/** What of a landscape is to be done, and what is known. */
export interface SurveyLedger {
  /**
   * The next piece of work: a rough picture, the costs of the path, then ever finer.
   * @param pace milliseconds that one cell takes; null before it is known
   * @param hasPath whether it is for the process that has the weights of the path
   */
  next(pace: number | null, hasPath: boolean): SurveyTurn | undefined
  enter(turn: Exclude<SurveyTurn, { kind: 'walk' }>, costs: SurveyCosts): void
  enterWalk(walk: WalkControl): void
  /** What came to be known since the last call. */
  news(): LandscapeProgress
  /** All of it, once nothing is left to be done. */
  landscape(examples: number, seconds: number): Landscape
}

export function createSurveyLedger(
  plan: SurveyPlan,
  plane: NonNullable<LaidPlane>,
  hands: number
): SurveyLedger {
  const { xs, ys, explained } = plane
  const parameterBytes = plan.paths[0].points[0].parameters.byteLength
  const { coarse, fine } = coarseToFine(plan.size)
  const costs: (number | null)[] = new Array<null>(plan.size ** 2).fill(null)
  const paths: LandscapePath[] = plane.paths.map(({ runId, points }) => ({
    runId,
    points: points.map((point) => ({ ...point, cost: null }))
  }))
  const points = paths.flatMap((path) => path.points)
  const toWeigh = points.map((_, index) => index)
  const cellsAtOnce = Math.ceil(coarse.length / (2 * hands))
  const pointsAtOnce = Math.ceil(points.length / 8)
  let walkIsDue = plan.plane === 'path' && paths.length === 1
  let control: WalkControl | null = null
  let fresh: LandscapeProgress['cells'] = []
  let done = 0

  const slice = (places: number[]): SurveyTurn => ({
    kind: 'slice',
    places,
    task: {
      type: 'survey-slice',
      places: places.map((place) => ({
        x: xs[place % plan.size],
        y: ys[Math.floor(place / plan.size)]
      }))
    }
  })

  function walk(): SurveyTurn {
    walkIsDue = false
    const { x, y } = points[0]
    const length = Math.hypot(x, y)
    const dimensions = parameterBytes / Float32Array.BYTES_PER_ELEMENT
    const { seed } = plan
    const task = { type: 'survey-walk', count: points.length, dimensions, seed, length } as const
    return { kind: 'walk', task }
  }

  function next(pace: number | null, hasPath: boolean): SurveyTurn | undefined {
    if (coarse.length > 0) return slice(coarse.splice(0, cellsAtOnce))
    if (hasPath && toWeigh.length > 0) {
      const places = toWeigh.splice(0, pointsAtOnce)
      return { kind: 'weigh', places, task: { type: 'survey-weigh', places } }
    }
    if (walkIsDue) return walk()
    if (fine.length === 0) return undefined
    const inTime = pace === null ? cellsAtOnce : Math.max(1, Math.round(TURN_TIME / pace))
    // towards the end ever less, so that all are done at the same time
    return slice(fine.splice(0, Math.min(inTime, Math.ceil(fine.length / (2 * hands)))))
  }

  return {
    next,
    enter({ kind, places }, found) {
      done += places.length
      places.forEach((place, index) => {
        const cost = found[index]
        if (kind === 'weigh') points[place].cost = cost
        else {
          costs[place] = cost
          fresh.push({ place, cost })
        }
      })
    },
    enterWalk(found) {
      control = found
    },
    news() {
      const cells = fresh
      fresh = []
      return { done, of: costs.length + points.length, xs, ys, paths, cells }
    },
    landscape: (examples, seconds) => ({
      xs,
      ys,
      costs,
      centreCost: costs[ys.indexOf(0) * plan.size + xs.indexOf(0)],
      paths,
      damaged: plan.damaged,
      explained,
      examples,
      seconds,
      control
    })
  }
}
