/**
 * Adam's constants, and its bias correction in the order that saves a division per parameter (Kingma
 * and Ba, "Adam: a method for stochastic optimization", end of section 2).
 */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const

/** base^exponent for a whole exponent >= 0, by squaring: Math.pow differs between machines. */
function power(base: number, exponent: number): number {
  let result = 1
  for (let square = base, left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square
    square *= square
  }
  return result
}

/** rate * sqrt(1 - b2^t) / (1 - b1^t): what multiplies m / (sqrt(v) + epsilon) in step t = 1, 2 … */
export function adamRate(rate: number, t: number): number {
  return (rate * Math.sqrt(1 - power(ADAM.beta2, t))) / (1 - power(ADAM.beta1, t))
}
