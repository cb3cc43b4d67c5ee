import { significant } from './study-numbers'

/** A number as LaTeX sets it: 3.2 \cdot 10^{-7}. The locale's own commas must not become spaces. */
export function texNumber(value: number, digits = 4): string {
  const text = significant(value, 'en', { digits }).replaceAll(',', '\\,').replace('−', '-')
  const [mantissa, power] = text.split(' × 10')
  if (power === undefined) return mantissa
  const exponent = [...power].map((sign) =>
    sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))
  )
  return `${mantissa} \\cdot 10^{${exponent.join('')}}`
}

/** The cost of one image as a formula with its number. */
export function costOfImage(
  quadratic: boolean,
  label: number,
  output: number,
  cost: number
): string {
  return quadratic
    ? `C_x = \\sum_{j=0}^{9} (a_j - y_j)^2 = ${texNumber(cost)}`
    : `C_x = -\\ln a_{${label}} = -\\ln ${texNumber(output)} = ${texNumber(cost)}`
}

/** The average over so many images. */
export function averageCost(count: number, cost: number): string {
  const written = count.toLocaleString('en').replaceAll(',', '\\,')
  return `C = \\frac{1}{${written}} \\sum_{x} C_x = ${texNumber(cost)}`
}
