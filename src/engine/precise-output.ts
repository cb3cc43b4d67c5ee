import { sigmoid } from './activations'
import type { Output } from './network'

/** The output layer of one example, worked out in place: vectors of one number an output. */
export interface PreciseOutput {
  /** Writes the outputs a, and returns the cost. */
  cost(z: Float64Array, a: Float64Array, wanted: Float64Array): number
  /** Writes dC/dz, told by the outputs. */
  derivative(a: Float64Array, wanted: Float64Array, delta: Float64Array): void
}

/** What output-layers.ts says, without an array made on the way: that took most of the time. */
export const PRECISE_OUTPUTS: Record<Output, PreciseOutput> = {
  sigmoid: squaredDifferences(sigmoid, (a) => a * (1 - a)),
  linear: squaredDifferences(
    (z) => z,
    () => 1
  ),
  softmax: {
    cost(z, a, wanted) {
      let largest = z[0]
      for (let j = 1; j < z.length; j++) largest = Math.max(largest, z[j])
      let sum = 0
      for (let j = 0; j < z.length; j++) sum += Math.exp(z[j] - largest)
      const logOfSum = largest + Math.log(sum)
      let cost = 0
      for (let j = 0; j < z.length; j++) {
        a[j] = Math.exp(z[j] - logOfSum)
        if (wanted[j] !== 0) cost += wanted[j] * (logOfSum - z[j])
      }
      return cost
    },
    derivative(a, wanted, delta) {
      for (let j = 0; j < a.length; j++) delta[j] = a[j] - wanted[j]
    }
  }
}

function squaredDifferences(
  value: (z: number) => number,
  derivative: (a: number) => number
): PreciseOutput {
  return {
    cost(z, a, wanted) {
      let cost = 0
      for (let j = 0; j < z.length; j++) {
        a[j] = value(z[j])
        cost += (a[j] - wanted[j]) ** 2
      }
      return cost
    },
    derivative(a, wanted, delta) {
      for (let j = 0; j < a.length; j++) delta[j] = 2 * (a[j] - wanted[j]) * derivative(a[j])
    }
  }
}
