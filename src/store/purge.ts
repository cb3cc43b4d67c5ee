import { isDamage } from './sqlite-errors'
import { DELETED_RUNS_KEPT } from './store-api'
import type { StoreContext } from './transactions'

/**
 * Removes what was deleted long ago. Returns the number of runs removed. Damage met on the way must not keep the other runs from being opened: then they stay.
 */
export function purgeDeletedRuns({ database, now }: StoreContext): number {
  try {
    const { changes } = database
      .prepare('DELETE FROM runs WHERE deleted_at < ?')
      .run(now() - DELETED_RUNS_KEPT)
    database
      .prepare(
        'DELETE FROM sweeps WHERE id NOT IN (SELECT sweep_id FROM runs WHERE sweep_id IS NOT NULL)'
      )
      .run()
    database.prepare('DELETE FROM drawings WHERE deleted_at < ?').run(now() - DELETED_RUNS_KEPT)
    return changes
  } catch (error) {
    if (isDamage(error)) return 0
    throw error
  }
}
