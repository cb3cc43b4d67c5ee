import type { StoreApi } from './store-api'
import type { StoreContext } from './transactions'

/** What other programs do to the same database: runs trained, imported, deleted beside this one. */
export function createElsewhereStore({
  database
}: StoreContext): Pick<StoreApi, 'changedElsewhere'> {
  // SQLite counts what other connections commit
  const version = database.prepare<[], number>('PRAGMA data_version').pluck()
  const states = database.prepare<[], { id: number; state: string }>(
    `SELECT id, json_array(status, step, name, note, tags, is_baseline, checkpoint_policy,
      sweep_id, weights_sha256) AS state
    FROM runs WHERE deleted_at IS NULL`
  )
  const read = (): Map<number, string> => new Map(states.all().map(({ id, state }) => [id, state]))
  let seenVersion: number | undefined
  let seen: Map<number, string> | undefined

  return {
    changedElsewhere: () => {
      const now = version.get()
      if (now === seenVersion) return []
      seenVersion = now
      const after = read()
      const before = seen ?? after
      seen = after
      const ids = new Set([...before.keys(), ...after.keys()])
      return [...ids].filter((id) => before.get(id) !== after.get(id))
    }
  }
}
