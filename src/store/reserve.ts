import type { Database } from 'better-sqlite3'
import { randomFillSync } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { UNFINISHED } from './copy-names'
import { isFull } from './sqlite-errors'

/** In bytes: enough for the endings of hundreds of runs, and their log's index. */
const SIZE = 256 * 1024

/** Its name beside a library. */
export function reserveFile(library: string): string {
  return `${library}.reserve`
}

/**
 * Sets some room on the disk aside by a file of no meaning. Without it a full disk would keep also the
 * sentence from being stored that says so; where there is not even that much, no run begins.
 *
 * @throws an error that says ENOSPC
 */
export function setRoomAside(database: Database): void {
  const file = reserveFile(database.name)
  if (database.memory || database.readonly || existsSync(file)) return
  const unfinished = file + UNFINISHED
  try {
    const handle = openSync(unfinished, 'w')
    try {
      // random: file systems that compress would keep no room for zeros
      writeSync(handle, randomFillSync(Buffer.alloc(SIZE)))
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(unfinished, file)
  } catch (error) {
    rmSync(unfinished, { force: true })
    if (isFull(error)) throw error
    // a rest that cannot be written anew is no reason not to train
  }
}

/** Does something that must be written, on a full disk with the room that was set aside for it. */
export function withRoom<Value>(database: Database, action: () => Value): Value {
  try {
    return action()
  } catch (error) {
    if (!isFull(error) || database.memory) throw error
    rmSync(reserveFile(database.name), { force: true })
    return action()
  }
}
