/**
 * Sine and cosine of turns (1 is the whole circle), by additions and multiplications alone: they are
 * the same to the last bit under every version of JavaScript, which Math.sin is not.
 */

/** Taylor's series about 0: up to an eighth of a turn, what is left out is below 1e-15. */
const SINE = [1, -6, 120, -5040, 362_880, -39_916_800, 6_227_020_800, -1_307_674_368_000]
const COSINE = [1, -2, 24, -720, 40_320, -3_628_800, 479_001_600, -87_178_291_200]

const series = (factorials: readonly number[], square: number): number =>
  factorials.reduceRight((sum, factorial) => sum * square + 1 / factorial, 0)

export function sineOfTurns(turns: number): number {
  const quarter = Math.round(turns * 4)
  const angle = (turns - quarter / 4) * 2 * Math.PI
  const square = angle * angle
  const isOdd = quarter % 2 !== 0
  const value = isOdd ? series(COSINE, square) : angle * series(SINE, square)
  // quarters 2 and 3 of each turn lie below
  return ((quarter % 4) + 4) % 4 < 2 ? value : -value
}

export function cosineOfTurns(turns: number): number {
  return sineOfTurns(turns + 0.25)
}
