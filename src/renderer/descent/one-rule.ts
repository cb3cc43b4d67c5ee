import type { FunctionOfOne } from './one-functions'

/** How the next weight follows from this one. */
export interface Rule {
  /** The learning rate: of steps of one size, that size. */
  rate: number
  /** In proportion to the slope, or of one size whatever the slope. */
  size: 'proportional' | 'fixed'
  /** Without "W −" the step takes the place of the weight, where it should be added to it. */
  keepsWeight: boolean
  /** Without η the whole slope is stepped. */
  keepsRate: boolean
}

/** What is taken from the weight: the rate times the slope, or what is left of it. */
export function stepLength({ rate, size, keepsRate }: Rule, slope: number): number {
  return (keepsRate ? rate : 1) * (size === 'fixed' ? Math.sign(slope) : slope)
}

/** The weight after one step. With "W −" left out it is the step alone, as in W ← η · slope. */
export function nextWeight(rule: Rule, { slope }: FunctionOfOne, weight: number): number {
  const length = stepLength(rule, slope(weight))
  return rule.keepsWeight ? weight - length : length
}
