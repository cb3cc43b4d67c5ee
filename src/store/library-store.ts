import type { CheckpointPolicy } from '../shared/run'
import type { StoreApi } from './store-api'
import type { StoreContext } from './transactions'

/** What holds for the library as a whole. */
export type LibraryStore = Pick<
  StoreApi,
  'librarySettings' | 'setDefaultCheckpointPolicy' | 'libraryCounts' | 'datasetUse'
>

/** As SQL: the policy of a run that begins now. */
export const DEFAULT_CHECKPOINT_POLICY =
  "coalesce((SELECT value FROM library_settings WHERE key = 'checkpointPolicy'), 'thrifty')"

export function createLibraryStore({ database }: StoreContext): LibraryStore {
  const policy = database.prepare<[], { checkpointPolicy: CheckpointPolicy }>(
    `SELECT ${DEFAULT_CHECKPOINT_POLICY} AS checkpointPolicy`
  )
  const setPolicy = database.prepare(
    "INSERT OR REPLACE INTO library_settings (key, value) VALUES ('checkpointPolicy', ?)"
  )
  const counts = database.prepare<[], { runs: number; deletedRuns: number }>(`
    SELECT all_runs - deleted AS runs, deleted AS deletedRuns
    FROM (SELECT count(*) AS all_runs FROM runs),
      (SELECT count(*) AS deleted FROM runs WHERE deleted_at IS NOT NULL)`)
  const using = database.prepare<[string], { name: string }>(
    'SELECT name FROM runs WHERE dataset = ? ORDER BY id DESC'
  )

  return {
    librarySettings: () => policy.get() ?? { checkpointPolicy: 'thrifty' },
    setDefaultCheckpointPolicy: (next) => void setPolicy.run(next),
    libraryCounts: () => counts.get() ?? { runs: 0, deletedRuns: 0 },
    datasetUse: (dataset) => {
      const runs = using.all(dataset)
      return { runs: runs.length, names: runs.slice(0, 5).map(({ name }) => name) }
    }
  }
}
