import { rmSync } from 'node:fs'

/** What SQLite keeps beside a database. */
export const COMPANIONS = ['-wal', '-shm', '-journal']

/** What the name of a copy of the library ends in until it was read through. */
export const UNFINISHED = '.unfinished'

/** How a library is called that gave way to another: its name, one of these, and a stamp or a version. */
export const DAMAGED = '.damaged-'
export const REPLACED = '.replaced-'
export const MOVED = '.moved-'
export const BEFORE_MIGRATION = '.version-'
export const SET_ASIDE = [DAMAGED, REPLACED, MOVED, BEFORE_MIGRATION]

/** A moment as a part of a file's name, in an order that is that of the moments. */
export function stampOf(date: Date): string {
  return date.toISOString().replaceAll(/[:.]/g, '-')
}

/** With what SQLite keeps beside it. */
export function removeCopy(file: string): void {
  for (const ending of ['', ...COMPANIONS]) rmSync(file + ending, { force: true })
}
