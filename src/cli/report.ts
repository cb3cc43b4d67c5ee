import type { Screen, Terminal } from './terminal'

/** What a command says while it is at work. */
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
      if (!json) output.write(`${line}\n`)
    },
    warn: (line) => errors.write(`${line}\n`),
    progress: json ? (errors.isInteractive ? errors : null) : output
  }
}
