import { harmless } from './format'
import type { Screen, Terminal } from './terminal'

/**
 * What a command says while it is at work.
 * Names and reasons may come from anywhere: no line steers the terminal.
 */
export interface Report {
  /** A line for a person; where a JSON document was asked for, nothing. */
  say(line: string): void
  /** A line about something that went wrong. */
  warn(line: string): void
  /** Where progress is shown; null: nobody would see it. */
  readonly progress: Screen | null
}

/** @param json the output belongs to one JSON document */
export function createReport({ output, errors }: Terminal, json: boolean): Report {
  return {
    say: (line) => {
      if (!json) output.write(`${harmless(line)}\n`)
    },
    warn: (line) => errors.write(`${harmless(line)}\n`),
    progress: json ? (errors.isInteractive ? errors : null) : output
  }
}
