import type { Activation } from '../shared/run-config'

/** A neuron's answer to its weighted input z, as a pair of functions: data rather than branches. */
export interface ActivationFunction {
  /** a = f(z) */
  value(z: number): number
  /** f'(z), told by the answer a = f(z), which is at hand when the error travels back. */
  derivative(a: number): number
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))

export const ACTIVATION_FUNCTIONS: Record<Activation, ActivationFunction> = {
  sigmoid: {
    value: sigmoid,
    derivative: (a) => a * (1 - a)
  },
  relu: {
    // a comparison would turn a diverged network's NaN into a harmless 0; Math.max hands it on
    value: (z) => Math.max(0, z),
    derivative: (a) => (a > 0 ? 1 : 0)
  },
  tanh: {
    value: Math.tanh,
    derivative: (a) => 1 - a * a
  },
  /** All or nothing, as the first artificial neurons: flat everywhere, so no slope to roll down. */
  step: {
    value: (z) => (Number.isNaN(z) ? z : z >= 0 ? 1 : 0),
    derivative: () => 0
  }
}
