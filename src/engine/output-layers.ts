import { sigmoid } from './activations'
import type { Output } from './network'

/**
 * An output layer together with its cost. Vectors hold one number an output: z the weighted inputs,
 * a the outputs, y the wanted outputs (for a class: 1 at the class, 0 elsewhere).
 */
export interface OutputLayer {
  /** a, from z. */
  value(z: Float64Array): Float64Array
  /** The cost C of one example. */
  cost(z: Float64Array, y: Float64Array): number
  /** dC/dz, the error that travels back. */
  derivative(z: Float64Array, y: Float64Array): Float64Array
}

/** Each output by itself: a = f(z), C = sum of (a - y)^2, dC/dz = 2 (a - y) f'(z). */
function squaredDifferences(
  value: (z: number) => number,
  derivative: (a: number) => number
): OutputLayer {
  return {
    value: (z) => z.map(value),
    cost: (z, y) => z.reduce((sum, _, j) => sum + (value(z[j]) - y[j]) ** 2, 0),
    derivative: (z, y) =>
      z.map((_, j) => {
        const a = value(z[j])
        return 2 * (a - y[j]) * derivative(a)
      })
  }
}

/** log of the sum of e^z. Taking the largest z out first keeps e^z within the numbers. */
function logSumExp(z: Float64Array): number {
  const largest = Math.max(...z)
  return largest + Math.log(z.reduce((sum, value) => sum + Math.exp(value - largest), 0))
}

function softmax(z: Float64Array): Float64Array {
  const logOfSum = logSumExp(z)
  return z.map((value) => Math.exp(value - logOfSum))
}

export const OUTPUT_LAYERS: Record<Output, OutputLayer> = {
  sigmoid: squaredDifferences(sigmoid, (a) => a * (1 - a)),
  linear: squaredDifferences(
    (z) => z,
    () => 1
  ),
  /**
   * a = e^z / sum of e^z, C = -log of the right output. Written with z, the cost needs no logarithm
   * of an output that was rounded to 0; and dC/dz is simply a - y.
   */
  softmax: {
    value: softmax,
    cost: (z, y) => {
      const logOfSum = logSumExp(z)
      return z.reduce((sum, _, j) => (y[j] === 0 ? sum : sum + y[j] * (logOfSum - z[j])), 0)
    },
    derivative: (z, y) => softmax(z).map((a, j) => a - y[j])
  }
}
