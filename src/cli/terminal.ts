/** Where the program writes; tests read it. */
export interface Terminal {
  /** Writes a text as it is. */
  write(text: string): void
  writeLine(line: string): void
  writeError(line: string): void
  /** A person watches, and a line can be written over. */
  isInteractive: boolean
  /** Characters in a line. */
  columns: number
}

export function processTerminal(): Terminal {
  const { stdout, stderr } = process
  // a closed terminal or pipe must not end the program before it has stored its run
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined)
  return {
    write: (text) => void stdout.write(text),
    writeLine: (line) => void stdout.write(`${line}\n`),
    writeError: (line) => void stderr.write(`${line}\n`),
    isInteractive: stdout.isTTY === true,
    // some terminals do not tell: 0, or nothing
    columns: stdout.columns || 80
  }
}
