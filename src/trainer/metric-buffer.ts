import type { CostPoint, EpochMetrics, RateChange } from '../shared/run'
import type { LiveState, NewCheckpoint, TrainerBatch } from '../shared/trainer-protocol'
import type { Clock } from './clock'

/** What happened since it was last told. All empty: only the run's place has changed. */
export interface News {
  points: CostPoint[]
  epochs: EpochMetrics[]
  checkpoints: NewCheckpoint[]
  rateChanges: RateChange[]
}

export function noNews(): News {
  return { points: [], epochs: [], checkpoints: [], rateChanges: [] }
}

/** The run of this moment, as a batch shows it. */
export interface Snapshot {
  live: LiveState
  parameters: Uint8Array
}

/**
 * Tells news in batches: at most ten a second, and one under way at a time. Until its receipt is
 * acknowledged, news gathers and merges; so a slow disk makes the messages rarer and loses nothing.
 * Only the last news does not wait for its turn: whoever trains many short runs would wait with it.
 */
export interface MetricBuffer {
  add(news: News): void
  acknowledge(sequence: number): void
  /** Tells the rest at once. Calls back once, when all of it has been acknowledged. */
  whenTold(done: () => void): void
}

const SHORTEST_INTERVAL = 100

/** Bytes of parameters that may leave each second: a large network is shown more rarely. */
const BYTES_PER_SECOND = 20e6

export function createMetricBuffer(
  clock: Clock,
  snapshot: () => Snapshot,
  send: (batch: TrainerBatch) => void
): MetricBuffer {
  let pending: News = noNews()
  let hasNews = false
  let sequence = 0
  let isUnderWay = false
  let notBefore = -Infinity
  let cancelTimer: (() => void) | null = null
  let done: (() => void) | null = null

  function tell(): void {
    const { live, parameters } = snapshot()
    const interval = Math.max(SHORTEST_INTERVAL, (1000 * parameters.byteLength) / BYTES_PER_SECOND)
    notBefore = clock.now() + interval
    isUnderWay = true
    sequence++
    const news = pending
    pending = noNews()
    hasNews = false
    send({ type: 'batch', sequence, ...news, live, parameters })
  }

  /** Tells what there is now, or sets a timer, or leaves it to the acknowledgement. */
  function consider(): void {
    if (isUnderWay || cancelTimer) return
    if (!hasNews) {
      done?.()
      done = null
      return
    }
    const wait = notBefore - clock.now()
    if (wait <= 0 || done) return tell()
    cancelTimer = clock.after(wait, () => {
      cancelTimer = null
      consider()
    })
  }

  return {
    add(news) {
      pending.points.push(...news.points)
      pending.epochs.push(...news.epochs)
      for (const checkpoint of news.checkpoints) {
        pending.checkpoints = withCheckpoint(pending.checkpoints, checkpoint)
      }
      pending.rateChanges.push(...news.rateChanges)
      hasNews = true
      consider()
    },
    acknowledge(acknowledged) {
      if (acknowledged !== sequence) return
      isUnderWay = false
      consider()
    },
    whenTold(callback) {
      done = callback
      cancelTimer?.()
      cancelTimer = null
      consider()
    }
  }
}

/** Drops what the new checkpoint supersedes: the latest state so far, and a former best. */
function withCheckpoint(waiting: NewCheckpoint[], added: NewCheckpoint): NewCheckpoint[] {
  const kept = waiting.filter(
    ({ role }) => role === 'schedule' || (role === 'best' && added.role !== 'best')
  )
  return [...kept, added]
}
