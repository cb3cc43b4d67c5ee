import { rmSync } from 'node:fs'

/** What the name of a copy of the library ends in until it was read through. */
export const UNFINISHED = '.unfinished'

/** With what SQLite keeps beside it. */
export function removeCopy(file: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(file + ending, { force: true })
}
