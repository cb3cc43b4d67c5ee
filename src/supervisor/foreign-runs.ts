import { toPlainError, type PlainError } from '../shared/errors'
import type { AsyncStore, LeasedRun } from '../store/store-api'
import type { Clock } from './clock'

/** Milliseconds between two looks at the runs of other processes. */
export const LOOK_INTERVAL = 2_000

export interface ForeignRunsOptions {
  store: Pick<AsyncStore, 'leasedRuns' | 'changedElsewhere'>
  clock: Clock
  /** This program, which tells of its own runs itself. */
  owner: string
  /** These runs came, went on, ended, went, or lost their process. */
  onChanged(runIds: number[]): void
  report(problem: PlainError): void
}

/**
 * Watches what other processes do with the runs, until it is ended: the terminal program trains and
 * imports beside the window, and a program that died leaves runs whose lease expires without a word.
 */
export function watchForeignRuns(options: ForeignRunsOptions): { end(): void } {
  let known: Map<number, string> | undefined

  async function look(): Promise<void> {
    // asked for together: what the store is asked for after a look, it reads after it
    const [runs, elsewhere] = await Promise.all([
      options.store.leasedRuns(options.owner),
      options.store.changedElsewhere()
    ])
    const seen = new Map(runs.map((run) => [run.id, stateOf(run)]))
    const before = known ?? seen
    known = seen
    const ids = new Set([...before.keys(), ...seen.keys()])
    const changed = new Set([...ids].filter((id) => before.get(id) !== seen.get(id)))
    // runs that were never seen under way: too short, or imported
    for (const id of elsewhere) changed.add(id)
    if (changed.size > 0) options.onChanged([...changed])
  }

  const lookOrReport = (): void => {
    look().catch((error: unknown) => options.report(toPlainError(error)))
  }
  lookOrReport()
  const end = options.clock.every(LOOK_INTERVAL, lookOrReport)
  return { end }
}

function stateOf({ status, step }: LeasedRun): string {
  return `${status} at ${step}`
}
