import Papa from 'papaparse'
import type { DatasetKind } from '../../../shared/dataset'
import { intakeRefused, type IntakeOptions } from '../../../shared/intake'
import { readBeginning, type SourceFile } from '../file-bytes'
import { PICTURE_SIZE } from '../read-files'
import { isWord, toNumber } from './cells'

/** How a table is laid out, as far as its beginning shows. */
export interface TableLayout {
  kind: DatasetKind
  delimiter: string
  hasHeader: boolean
  /** Columns that belong to a row. */
  columns: number
  /** Columns at the left that only number the rows. */
  skipped: number
  /** Column of the label, or of a curve's height, counted from 0. */
  label: number
  /** Grey values are shares of 1 rather than bytes. */
  greyIsShare: boolean
}

const BEGINNING = 1024 ** 2
const MOST_ROWS = 200
/** The ones that stand in no number come first: "1,5;2,5" has two columns. */
const DELIMITERS = ['\t', ';', ',']

const KINDS: Partial<Record<number, DatasetKind>> = {
  [PICTURE_SIZE + 1]: 'pictures',
  3: 'points',
  2: 'curve'
}

/**
 * Looks at the beginning of a table.
 * @throws DownhillError 'intake-refused' where it is no text, or no such table.
 */
export async function findLayout(
  source: SourceFile,
  { label, header }: Pick<IntakeOptions, 'label' | 'header'>
): Promise<TableLayout> {
  const file = source.name
  const bytes = await readBeginning(source, BEGINNING)
  // zeros are in no text; what else these bytes may be, they begin no table in UTF-8
  if (bytes.subarray(0, 4096).includes(0)) throw intakeRefused('table-binary', { file })
  const { rows, delimiter } = parseBeginning(new TextDecoder().decode(bytes), bytes.length)
  if (rows.length === 0) throw intakeRefused('file-empty', { file })

  const columns = mostCommonWidth(rows)
  const isIndexed = KINDS[columns] === undefined && rows[0].length === columns && rows[0][0] === ''
  const skipped = isIndexed && KINDS[columns - 1] ? 1 : 0
  const kind = KINDS[columns - skipped]
  if (!kind) {
    const isUnlabelled = columns === PICTURE_SIZE || columns === PICTURE_SIZE * 3
    throw intakeRefused(isUnlabelled ? 'table-unlabelled' : 'table-columns', { file, columns })
  }
  const hasHeader = header ?? looksLikeHeader(rows)
  const body = (hasHeader ? rows.slice(1) : rows).filter((row) => row.length === columns)
  const names = hasHeader ? rows[0] : []
  const isFirst = label ? label === 'first' : isLabelFirst(kind, body, names, skipped)
  const layout = { kind, delimiter, hasHeader, columns, skipped }
  const place = isFirst ? skipped : columns - 1
  return {
    ...layout,
    label: place,
    greyIsShare: kind === 'pictures' && isShare(body, place, skipped)
  }
}

function parseBeginning(text: string, length: number): { rows: string[][]; delimiter: string } {
  const lines = text.replace(/\r\n?/g, '\n')
  const found = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(lines, {
      delimiter,
      newline: '\n',
      preview: MOST_ROWS + 1
    })
    // the last one may be cut off
    const whole =
      length === BEGINNING && data.length > 1 && data.length <= MOST_ROWS ? data.slice(0, -1) : data
    return { delimiter, rows: whole.filter((row) => row.length > 1 || row[0]?.trim() !== '') }
  })
  const fitting = found.find(({ rows }) => {
    const width = mostCommonWidth(rows)
    return width > 1 && rows.filter((row) => row.length === width).length * 2 > rows.length
  })
  return fitting ?? found[found.length - 1]
}

function mostCommonWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0]
}

/** A word above a column of numbers. */
function looksLikeHeader([first, ...others]: readonly string[][]): boolean {
  if (others.length === 0) return first.every(isWord)
  return first.some((cell, column) => {
    if (!isWord(cell)) return false
    const numbers = others.filter((row) => !Number.isNaN(toNumber(row[column] ?? ''))).length
    return numbers * 2 > others.length
  })
}

const LABEL_NAMES = /^(label|class|target|y|species|category|digit)$/i

function isLabelFirst(
  kind: DatasetKind,
  rows: readonly string[][],
  names: readonly string[],
  skipped: number
): boolean {
  const last = (rows[0]?.length ?? 1) - 1
  const isNamed = (column: number): boolean => LABEL_NAMES.test(names[column]?.trim() ?? '')
  if (isNamed(skipped) !== isNamed(last)) return isNamed(skipped)
  if (kind === 'curve') return false
  const [first, other] = [skipped, last].map((column) => rows.map((row) => row[column]))
  const isText = (cells: string[]): boolean => cells.filter(isWord).length * 2 > cells.length
  if (isText(first) !== isText(other)) return isText(first)
  return kind === 'pictures' ? share(first) <= share(other) : isFewer(first, other)
}

/** Share of the most common cell: a picture's corner is nearly always paper, a label is not. */
function share(cells: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return Math.max(0, ...counts.values()) / Math.max(1, cells.length)
}

/** Labels are whole numbers, and few. */
function isFewer(first: readonly string[], last: readonly string[]): boolean {
  const isWhole = (cells: readonly string[]): boolean =>
    cells.every((cell) => Number.isInteger(toNumber(cell)))
  if (isWhole(first) !== isWhole(last)) return isWhole(first)
  return new Set(first).size < new Set(last).size
}

function isShare(rows: readonly string[][], label: number, skipped: number): boolean {
  let hasFraction = false
  for (const row of rows) {
    for (let column = skipped; column < row.length; column++) {
      const value = column === label ? 0 : toNumber(row[column])
      if (value > 1) return false
      hasFraction ||= value > 0 && value < 1
    }
  }
  return hasFraction
}
