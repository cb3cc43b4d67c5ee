import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { intakeRefused } from '../../../shared/intake'
import { readPieces, type SourceFile } from '../file-bytes'

/** A row of 784 numbers has some 3,000 characters. */
const LONGEST_LINE = 1_000_000
/** Pieces without the end of a row, longer than any line: a quotation mark was never closed. */
const MOST_PIECES_OPEN = 3

/** @param line where the row begins, counted from 1 */
export type OnRow = (cells: string[], line: number) => void

/**
 * Reads a table row by row, quoted cells and all; only some rows are in memory at a time.
 * @throws DownhillError 'intake-refused'; and whatever `onRow` throws.
 */
export async function readRows(
  source: SourceFile,
  delimiter: string,
  onRow: OnRow,
  onRead: (bytes: number) => void
): Promise<void> {
  const text = { hasQuotes: false }
  const pieces = Readable.from(textPieces(source, onRead, text))
  let line = 1
  let open = 0
  try {
    await new Promise<void>((resolve, reject) => {
      Papa.parse<string[]>(pieces, {
        delimiter,
        newline: '\n',
        chunk({ data, errors }, parser) {
          try {
            open = data.length === 0 ? open + 1 : 0
            const isUnclosed = errors.some(({ code }) => code === 'MissingQuotes')
            if (open >= MOST_PIECES_OPEN || isUnclosed) {
              throw intakeRefused('table-quote', { file: source.name, line })
            }
            for (const cells of data) {
              onRow(cells, line)
              line += 1 + (text.hasQuotes ? lineBreaksIn(cells) : 0)
            }
          } catch (error) {
            // first, since being aborted counts as complete
            reject(error)
            parser.abort()
          }
        },
        complete: () => resolve(),
        error: reject
      })
    })
  } finally {
    pieces.destroy()
  }
}

function lineBreaksIn(cells: readonly string[]): number {
  return cells.reduce(
    (sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0),
    0
  )
}

/** The text with one kind of line break. @throws DownhillError 'intake-refused' for endless lines. */
async function* textPieces(
  source: SourceFile,
  onRead: (bytes: number) => void,
  seen: { hasQuotes: boolean }
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let heldBack = ''
  let lineLength = 0
  for await (const bytes of readPieces(source, onRead)) {
    let text = heldBack + decoder.decode(bytes, { stream: true })
    // its other half may come with the next piece
    heldBack = text.endsWith('\r') ? '\r' : ''
    if (heldBack !== '') text = text.slice(0, -1)
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n')
    seen.hasQuotes ||= text.includes('"')
    const last = text.lastIndexOf('\n')
    const length = last < 0 ? lineLength + text.length : text.length - last - 1
    if (Math.max(length, lineLength + text.indexOf('\n')) > LONGEST_LINE) {
      throw intakeRefused('table-line', { file: source.name })
    }
    lineLength = length
    if (text !== '') yield text
  }
  if (heldBack !== '') yield '\n'
}
