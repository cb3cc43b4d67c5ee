import type { Terminal } from '../terminal'

/** A terminal that remembers what was written. */
export interface FakeTerminal extends Terminal {
  readonly output: string
  /** The output, line by line, without the characters that steer a terminal. */
  readonly lines: string[]
  readonly errors: string
}

export function createFakeTerminal(isInteractive = false): FakeTerminal {
  let output = ''
  let errors = ''
  return {
    isInteractive,
    columns: 120,
    write: (text) => {
      output += text
    },
    writeLine: (line) => {
      output += `${line}\n`
    },
    writeError: (line) => {
      errors += `${line}\n`
    },
    get output() {
      return output
    },
    get lines() {
      return output
        .replaceAll('\u001b[K', '')
        .split(/[\r\n]+/)
        .filter((line) => line !== '')
    },
    get errors() {
      return errors
    }
  }
}
