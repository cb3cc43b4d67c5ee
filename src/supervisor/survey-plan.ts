import { DownhillError, type ErrorCode } from '../shared/errors'
import { landscapeObstacle, type Landscape, type LandscapeInput } from '../shared/landscape'
import type { RunConfig } from '../shared/run-config'
import type { AsyncStore, StoredCheckpoint } from '../store/store-api'

/** All that decides a landscape. */
export interface SurveyPlan extends Pick<LandscapeInput, 'plane' | 'seed' | 'size' | 'examples'> {
  /** Of the first run, as are the examples. */
  config: RunConfig
  layers: number[]
  fingerprint: string
  /** Each with one checkpoint at least, in the order of their steps. */
  paths: { runId: number; points: Pick<StoredCheckpoint, 'epoch' | 'step' | 'parameters'>[] }[]
  damaged: Landscape['damaged']
}

/** Points of all paths together: so many that the plane is laid within some tenths of a second. */
const MOST_POINTS = 150
/** Parameters of all of them, which the processes are sent. */
const MOST_PARAMETERS = 24_000_000

type Library = Pick<AsyncStore, 'runDetail' | 'readCheckpoint'>

/**
 * Reads what a landscape is made of: the weights that the runs kept, or of very many as many as are
 * worked on, at regular distances. Those whose bytes are damaged are left out.
 * @throws DownhillError 'not-found', 'no-common-landscape', 'checkpoint-damaged' where all of a run's are.
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
  const paths: SurveyPlan['paths'] = []
  const damaged = { count: 0, last: false }
  for (const { run, checkpoints } of details) {
    const points: SurveyPlan['paths'][number]['points'] = []
    let failure = new DownhillError('not-found', `Run ${run.id} has no weights.`, { runId: run.id })
    const chosen = evenly(checkpoints, most)
    for (const { id } of chosen) {
      const read = await readSound(store, run.id, id)
      if (!(read instanceof DownhillError)) {
        points.push({ epoch: read.epoch, step: read.step, parameters: read.parameters })
      } else if (read.code === 'checkpoint-damaged') {
        failure = read
        damaged.count++
        damaged.last ||= id === chosen[chosen.length - 1].id
      }
    }
    if (points.length === 0) throw failure
    paths.push({ runId: run.id, points })
  }
  const { config, layers, datasetFingerprint: fingerprint } = first
  return { config, layers, fingerprint, paths, damaged, plane, seed, size, examples }
}

const LEFT_OUT: readonly ErrorCode[] = ['not-found', 'checkpoint-damaged']

/** Or why not: a run in training drops checkpoints meanwhile, and bytes may have been damaged where they are kept. */
async function readSound(
  store: Library,
  runId: number,
  checkpointId: number
): Promise<StoredCheckpoint | DownhillError> {
  try {
    return await store.readCheckpoint(runId, checkpointId)
  } catch (error) {
    if (error instanceof DownhillError && LEFT_OUT.includes(error.code)) return error
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
