import { appendFileSync, mkdirSync, renameSync, statSync, truncateSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The log keeps this much, and once more as its predecessor. */
const MAX_BYTES = 1_000_000
/** Longer entries are cut: a page chooses the length of what it is refused. */
const LONGEST_ENTRY = 4000
/** Milliseconds over which a flood is measured; so often at most, what was left out is told. */
const WINDOW = 10_000
/** More entries than this in a window say nothing new. */
const MOST_IN_WINDOW = 100

export interface Log {
  write(subject: string, text: string): void
  /** With the stack, for an error that nobody foresaw. */
  error(subject: string, error: unknown): void
}

const nameOf = (folder: string): string => join(folder, 'downhill.log')
const previousOf = (folder: string): string => join(folder, 'downhill.previous.log')

/**
 * Appends to downhill.log in the folder, made when needed. It writes at once, because what is worth
 * logging here often comes right before an end; it never throws, because it is called in trouble. The
 * same entry over and over, or a flood of different ones, is counted instead of written.
 * @param now milliseconds since 1970
 */
export function openLog(folder: string, now: () => number = Date.now): Log {
  /** How often each entry of this window came; those beyond the first are told when it ends. */
  const seen = new Map<string, number>()
  let windowBegan = -Infinity
  let leftOut = 0
  let timer: NodeJS.Timeout | undefined

  function endWindow(): void {
    clearTimeout(timer)
    timer = undefined
    const repeated = [...seen].filter(([, times]) => times > 1)
    seen.clear()
    for (const [entry, times] of repeated)
      append(folder, now(), `${entry} (repeated ${times} times)`)
    if (leftOut > 0)
      append(folder, now(), `log: ${leftOut} more entries came too fast to be written`)
    leftOut = 0
  }

  const write = (subject: string, text: string): void => {
    const entry = `${subject}: ${text.slice(0, LONGEST_ENTRY)}`
    // a clock that was set back must not hold the window open
    if (Math.abs(now() - windowBegan) >= WINDOW) {
      endWindow()
      windowBegan = now()
    }
    const times = seen.get(entry)
    if (times === undefined && seen.size >= MOST_IN_WINDOW) leftOut++
    else seen.set(entry, (times ?? 0) + 1)
    if (times === undefined && leftOut === 0) append(folder, now(), entry)
    else if (timer === undefined) {
      timer = setTimeout(endWindow, WINDOW)
      // nothing waits for the count of what was left out
      timer.unref()
    }
  }
  return {
    write,
    error: (subject, error) =>
      write(subject, error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
}

function append(folder: string, time: number, entry: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    rotate(folder)
    appendFileSync(nameOf(folder), `${new Date(time).toISOString()} ${entry}\n`)
  } catch {
    // a folder that cannot be written to is reported by the store, which needs it more
  }
}

function rotate(folder: string): void {
  const size = statSync(nameOf(folder), { throwIfNoEntry: false })?.size ?? 0
  if (size <= MAX_BYTES) return
  try {
    renameSync(nameOf(folder), previousOf(folder))
  } catch {
    // somebody has the predecessor open (Windows), or another process was first: it goes on in this
    // one, and before the disk suffers, begins it anew
    if (size > 2 * MAX_BYTES) truncateSync(nameOf(folder))
  }
}

/** Lines of the log, the last ones last, with those of its predecessor before them. */
export async function readLog(folder: string): Promise<string[]> {
  const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')
  const texts = await Promise.all([read(previousOf(folder)), read(nameOf(folder))])
  return texts
    .join('')
    .split('\n')
    .filter((line) => line !== '')
}
