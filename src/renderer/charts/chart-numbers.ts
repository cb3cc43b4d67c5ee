import type { ChartModel, ChartSeries } from './model'

/** How numbers are written for the program that is to read them. */
export interface CsvOptions {
  decimal: 'point' | 'comma'
  separator: Separator
}

export const SEPARATORS = ['comma', 'semicolon', 'tab'] as const
export type Separator = (typeof SEPARATORS)[number]

const SEPARATOR_TEXT: Record<Separator, string> = { comma: ',', semicolon: ';', tab: '\t' }

/** The separator that goes with a decimal mark, as spreadsheets of the same language have it. */
export function usualSeparator(decimal: CsvOptions['decimal']): Separator {
  return decimal === 'comma' ? 'semicolon' : 'comma'
}

/** What the numbers of a chart are, in the words of the person who saves them. */
export interface NumberWords {
  /** With the unit. */
  x: string
  y: string
  /** "smoothed", "lower", "upper": what is said behind the name of a line. */
  smoothed: string
  low: string
  high: string
}

/** One column: its name, and its values by x. null: not a number; missing: no point there. */
interface Column {
  name: string
  values: ReadonlyMap<number, number | null>
}

/** The stored values of a line, its smoothed ones where it has them, and its band. */
function columnsOf(series: ChartSeries, words: NumberWords): Column[] {
  const { label, points, raw, band } = series
  const column = (name: string, values: readonly { x: number; y: number | null }[]): Column => ({
    name: `${label}: ${name}`,
    values: new Map(values.map(({ x, y }) => [x, y]))
  })
  return [
    column(words.y, raw ?? points),
    ...(raw ? [column(`${words.y}, ${words.smoothed}`, points)] : []),
    ...(band
      ? [
          column(
            `${words.y}, ${words.low}`,
            band.map(({ x, low }) => ({ x, y: low }))
          ),
          column(
            `${words.y}, ${words.high}`,
            band.map(({ x, high }) => ({ x, y: high }))
          )
        ]
      : [])
  ]
}

/**
 * All points of a chart as a table: a row for each x, a column for each line, in UTF-8 with the mark by
 * which spreadsheets know it. Numbers have as many digits as it takes to read back the very same.
 * `NaN`: the run's cost was not a number; empty: the line has no point there.
 */
export function chartCsv(model: ChartModel, words: NumberWords, options: CsvOptions): string {
  const separator = SEPARATOR_TEXT[options.separator]
  const columns = model.series.flatMap((series) => columnsOf(series, words))
  const places = new Set(columns.flatMap(({ values }) => [...values.keys()]))
  const xs = Float64Array.from(places).sort()
  const number = (value: number | null | undefined): string => {
    if (value === undefined) return ''
    if (value === null) return 'NaN'
    return quoted(
      options.decimal === 'comma' ? String(value).replace('.', ',') : String(value),
      separator
    )
  }
  const header = [words.x, ...columns.map(({ name }) => name)]
  const rows = Array.from(xs, (x) => [
    number(x),
    ...columns.map(({ values }) => number(values.get(x)))
  ])
  const lines = [header.map((name) => quoted(harmless(name), separator)), ...rows]
  return `\ufeff${lines.map((cells) => cells.join(separator)).join('\r\n')}\r\n`
}

/** Spreadsheets would take a name that begins like this for a formula, and work it out. */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function quoted(text: string, separator: string): string {
  const needed = text.includes(separator) || /["\r\n]/.test(text)
  return needed ? `"${text.replaceAll('"', '""')}"` : text
}

/** The same numbers for programs: null where a value is not a number. */
export function chartJson(model: ChartModel, title: string, words: NumberWords): string {
  const series = model.series.map(({ label, points, raw, band, divergence }) => ({
    name: label,
    points: raw ?? points,
    ...(raw ? { smoothed: points } : {}),
    ...(band ? { band } : {}),
    ...(divergence ? { diverged: divergence } : {})
  }))
  return `${JSON.stringify({ title, x: words.x, y: words.y, series }, null, 1)}\n`
}
