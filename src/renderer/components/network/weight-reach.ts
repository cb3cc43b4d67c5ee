/**
 * How far a slider for one weight goes to both sides: well beyond all weights beside it, to a number with one
 * digit, and to the weight itself in any case.
 */
export function weightReach(weights: Float32Array, value: number): number {
  let largest = 0.125
  for (const weight of weights)
    if (Math.abs(weight) < Infinity) largest = Math.max(largest, Math.abs(weight))
  const wanted = Math.max(4 * largest, Math.abs(value))
  const unit = 10 ** Math.floor(Math.log10(wanted))
  return Math.ceil(wanted / unit) * unit
}
