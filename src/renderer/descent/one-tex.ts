import type { Rule } from './one-rule'

/** From here on a number is written with a power of ten. */
const LARGE = 1e4
/** Below it, too. */
const SMALL = 0.0005

/** A number in the notation of LaTeX, with three decimals; in brackets if it is negative. */
export function texNumber(value: number, inBrackets = false): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '\\text{?}' : texInfinity(value)
  const negative = value < 0
  const text = `${negative ? '-' : ''}${texMagnitude(Math.abs(value))}`
  return negative && inBrackets ? `(${text})` : text
}

function texInfinity(value: number): string {
  return value < 0 ? '-\\infty' : '\\infty'
}

function texMagnitude(value: number): string {
  if (value === 0 || (value >= SMALL && value < LARGE)) return value.toFixed(3)
  const [mantissa, exponent] = value.toExponential(2).replace('+', '').split('e')
  return `${mantissa} \\cdot 10^{${exponent}}`
}

/** A rate with the digits it has. */
function texRate(rate: number): string {
  return String(Number(rate.toPrecision(3)))
}

const struck = (tex: string): string => `\\htmlClass{dropped}{\\cancel{${tex}}}`

/** W ← W − η · C′(W), with what is left out struck through. */
export function symbolicRule({ size, keepsWeight, keepsRate }: Rule): string {
  const weight = keepsWeight ? 'W -' : `${struck('W -')}\\;`
  const rate = keepsRate ? '\\eta \\cdot' : `${struck('\\eta \\cdot')}\\;`
  const slope = size === 'fixed' ? "\\operatorname{sign} C'(W)" : "C'(W)"
  return `W \\leftarrow ${weight} ${rate} ${slope}`
}

/** The same with the numbers of this step, in two lines: what is put in, and what comes of it. */
export function ruleWithNumbers(
  { rate, size, keepsWeight, keepsRate }: Rule,
  { weight, slope, next }: { weight: number; slope: number; next: number }
): string {
  const before = keepsWeight ? `${texNumber(weight)} -` : ''
  const factor = keepsRate ? `${texRate(rate)} \\cdot` : ''
  const taken = size === 'fixed' ? texSign(slope) : texNumber(slope, keepsWeight || keepsRate)
  return `\\begin{aligned} W &\\leftarrow ${before} ${factor} ${taken} \\\\ &= ${texNumber(next)} \\end{aligned}`
}

function texSign(slope: number): string {
  const sign = Math.sign(slope)
  return sign < 0 ? '(-1)' : Number.isNaN(sign) ? '\\text{?}' : String(sign)
}
