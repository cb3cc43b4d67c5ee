import { isDamage } from './sqlite-errors'
import { DELETED_RUNS_KEPT } from './store-api'
import type { StoreContext } from './transactions'

const DAY = 24 * 60 * 60 * 1000

/**
 * Removes what was deleted long ago. Returns the number of runs removed. Damage met on the way must not keep the other runs from being opened: then they stay.
 *
 * A clock that is wrong for once must not empty the list of the deleted. So the thirty days are over
 * when something was made in this library after them, and that a day ago or more.
 */
export function purgeDeletedRuns({ database, now }: StoreContext): number {
  try {
    const lastUsed = database
      .prepare<[number], number | null>(
        `SELECT max(created_at)
        FROM (SELECT created_at FROM runs UNION ALL SELECT created_at FROM drawings)
        WHERE created_at <= ?`
      )
      .pluck()
      .get(now() - DAY)
    const before = (lastUsed ?? -Infinity) - DELETED_RUNS_KEPT
    const { changes } = database.prepare('DELETE FROM runs WHERE deleted_at < ?').run(before)
    database
      .prepare(
        'DELETE FROM sweeps WHERE id NOT IN (SELECT sweep_id FROM runs WHERE sweep_id IS NOT NULL)'
      )
      .run()
    database.prepare('DELETE FROM drawings WHERE deleted_at < ?').run(before)
    return changes
  } catch (error) {
    if (isDamage(error)) return 0
    throw error
  }
}

/**
 * When something is deleted, in milliseconds since 1970: now, but never before what is there already
 * was made. A clock that was behind would have its thirty days over as soon as it is put right.
 */
export function createDeletionTime({ database, now }: StoreContext): () => number {
  const newest = database.prepare<[], number | null>('SELECT max(created_at) FROM runs').pluck()
  return () => Math.max(now(), newest.get() ?? 0)
}
