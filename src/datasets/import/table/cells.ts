import type { ErrorValues } from '../../../shared/errors'
import type { IntakeProblemCode } from '../../../shared/intake'

/** Why a row is left out. */
export interface RowProblem {
  code: IntakeProblemCode
  values: ErrorValues
}

/** Of a cell that is told in a sentence. */
const LONGEST_TOLD = 24
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/
const PLAIN_NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i

/** A finite number in plain decimal notation; NaN for everything else, an empty cell included. */
export function toNumber(cell: string): number {
  return PLAIN_NUMBER.test(cell) ? Number(cell) : NaN
}

/** No number, and none with a decimal comma either. */
export function isWord(cell: string): boolean {
  return Number.isNaN(toNumber(cell)) && !DECIMAL_COMMA.test(cell.trim())
}

/** @param column counted from 1 */
export function numberProblem(cell: string, column: number): RowProblem {
  const text = shorten(cell)
  if (text === '') return { code: 'row-missing', values: { column } }
  const code = DECIMAL_COMMA.test(text) ? 'row-comma' : 'row-number'
  return { code, values: { column, text } }
}

export function shorten(cell: string): string {
  const text = cell.trim()
  return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text
}
