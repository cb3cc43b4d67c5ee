import { DownhillError } from '../shared/errors'
import { STATUSES_UNDER_WAY, type LeasedRun } from '../store/store-api'

/** What is needed to bring a library to rest. */
export interface UnderWay {
  supervisor: { live(): readonly { runId: number }[]; stop(runId: number): Promise<void> }
  store: { leasedRuns(owner: string): Promise<LeasedRun[]> }
}

/**
 * Stops the runs of this program, so that they can go on later, before the library is moved or removed.
 * @throws DownhillError 'library-in-use' where another program trains one
 */
export async function bringToRest({ supervisor, store }: UnderWay): Promise<void> {
  await Promise.all(supervisor.live().map(({ runId }) => supervisor.stop(runId)))
  const leased = await store.leasedRuns('')
  if (leased.some(({ status }) => STATUSES_UNDER_WAY.includes(status))) {
    throw new DownhillError('library-in-use', 'Another program trains a run of this library.')
  }
}
