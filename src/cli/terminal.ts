/** Something to write on; tests read it. */
export interface Screen {
  /** Writes a text as it is. */
  write(text: string): void
  /** A person watches, and a line can be written over. */
  readonly isInteractive: boolean
  /** Characters in a line. */
  readonly columns: number
}

/** Where the program writes: what it was asked for, and what went wrong. */
export interface Terminal {
  output: Screen
  errors: Screen
}

export function processTerminal(): Terminal {
  return { output: toScreen(process.stdout), errors: toScreen(process.stderr) }
}

function toScreen(stream: NodeJS.WriteStream): Screen {
  // a closed terminal or pipe must not end the program before it has stored its run
  stream.on('error', () => undefined)
  return {
    write: (text) => void stream.write(text),
    isInteractive: stream.isTTY === true,
    get columns() {
      // some terminals do not tell: 0, or nothing
      return stream.columns || 80
    }
  }
}
