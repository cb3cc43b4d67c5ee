import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The log keeps this much, and once more as its predecessor. */
const MAX_BYTES = 1_000_000

export interface Log {
  write(subject: string, text: string): void
  /** With the stack, for an error that nobody foresaw. */
  error(subject: string, error: unknown): void
}

/**
 * Appends to downhill.log in the folder, made when needed. It writes at once, because what is worth
 * logging here often comes right before an end; it never throws, because it is called in trouble.
 */
export function openLog(folder: string): Log {
  const file = join(folder, 'downhill.log')

  const write = (subject: string, text: string): void => {
    try {
      mkdirSync(folder, { recursive: true })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) {
        renameSync(file, join(folder, 'downhill.previous.log'))
      }
      appendFileSync(file, `${new Date().toISOString()} ${subject}: ${text}\n`)
    } catch {
      // a folder that cannot be written to is reported by the store, which needs it more
    }
  }
  return {
    write,
    error: (subject, error) =>
      write(subject, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}
