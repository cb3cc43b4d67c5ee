import Database from 'better-sqlite3'

/** Pages that may lie unused: what comes next is written there. With pages of 4 KiB, 16 MiB. */
const UNUSED_KEPT = 4096
/** Pages given back in one go: for so long nobody else is served. */
const PORTION = 512

/** Gives space that is no longer used back to the disk, between one request and the next. */
export interface SpaceKeeper {
  /** Something may have been removed. */
  look(): void
  end(): void
}

/** @param later lets other work come first */
export function keepSpace(
  database: Database.Database,
  later: (work: () => void) => void = setImmediate
): SpaceKeeper {
  let isAtWork = false
  let hasEnded = false
  const unused = database.prepare<[], number>('PRAGMA freelist_count').pluck()

  function giveBack(): void {
    isAtWork = false
    if (hasEnded) return
    try {
      database.pragma(`incremental_vacuum(${PORTION})`)
    } catch (error) {
      // somebody else is writing, the disk is full, the file damaged: it is no more than space
      if (error instanceof Database.SqliteError) return
      throw error
    }
    look()
  }

  function look(): void {
    if (isAtWork || (unused.get() ?? 0) <= UNUSED_KEPT) return
    isAtWork = true
    later(giveBack)
  }

  return {
    look,
    end: () => {
      hasEnded = true
    }
  }
}
