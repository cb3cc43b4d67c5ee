import type { CsvOptions } from '../charts/chart-numbers'

const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' }

/** Reads a CSV as another program would: cells by row, numbers with a decimal point. */
export function parseCsv(text: string, { separator, decimal }: CsvOptions): string[][] {
  const mark = SEPARATORS[separator]
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const body = text.replace(/^\ufeff/, '')
  for (let at = 0; at < body.length; at++) {
    const letter = body[at]
    if (quoted && letter === '"' && body[at + 1] === '"') {
      cell += '"'
      at++
    } else if (letter === '"') quoted = !quoted
    else if (!quoted && (letter === mark || body.startsWith('\r\n', at))) {
      rows[rows.length - 1].push(cell)
      cell = ''
      if (letter !== mark) {
        rows.push([])
        at++
      }
    } else cell += letter
  }
  const isNumber = (value: string): boolean => /^-?\d+,\d+(e[+-]\d+)?$/.test(value)
  return rows
    .filter((row) => row.length > 0)
    .map((row) =>
      row.map((value) => (decimal === 'comma' && isNumber(value) ? value.replace(',', '.') : value))
    )
}
