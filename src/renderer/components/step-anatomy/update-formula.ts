import type { RunConfig } from '../../../shared/run-config'
import { texFactor, texNumber } from './formula-pieces'
import { stepFactor, type Change, type StepNumbers } from './step-changes'

type Rule = Pick<RunConfig, 'optimiser' | 'reduction' | 'momentum'>

/** The rule by which the run steps, in letters. */
export function ruleInLetters({ optimiser, reduction }: Rule): string {
  const times = reduction === 'sum' ? 'n\\,' : ''
  const slope = `${times}\\frac{\\partial C}{\\partial w}`
  switch (optimiser) {
    case 'plain':
      return `w\\leftarrow w-\\eta\\,${slope}`
    case 'momentum':
      return `v\\leftarrow \\mu\\,v+${slope},\\qquad w\\leftarrow w-\\eta\\,v`
    case 'adam':
      return 'w\\leftarrow w-\\eta_t\\,\\frac{m}{\\sqrt{s}+\\varepsilon}'
  }
}

/**
 * What momentum remembered of the steps before, and what it makes of the slope: v = remembered + slope.
 * Worked out from the step itself, so it is as exact as stored weights are.
 */
export function momentumOf(
  change: Change,
  numbers: StepNumbers,
  rule: Rule
): { remembered: number; slope: number; velocity: number } {
  const velocity = -change.added / numbers.learningRate
  const slope = (stepFactor(numbers, rule) / numbers.learningRate) * change.gradient
  return { remembered: velocity - slope, slope, velocity }
}

/** The same with the numbers of one parameter. */
export function ruleInNumbers(
  change: Change,
  numbers: StepNumbers,
  rule: Rule,
  write: (value: number) => string
): string {
  const { before, gradient, added, after } = change
  const [w, g, end] = [
    texNumber(write(before)),
    texFactor(write(gradient)),
    texNumber(write(after))
  ]
  const rate = texNumber(write(numbers.learningRate))
  const times = rule.reduction === 'sum' ? `\\cdot ${texNumber(write(numbers.batchSize))}` : ''
  switch (rule.optimiser) {
    case 'plain':
      return `w\\leftarrow ${w}-${rate}${times}\\cdot ${g}=${end}`
    case 'momentum': {
      const { remembered, slope, velocity } = momentumOf(change, numbers, rule)
      const sum = `${texNumber(write(remembered))}+${texFactor(write(slope))}`
      return `v\\leftarrow ${sum}=${texNumber(write(velocity))},\\qquad w\\leftarrow ${w}-${rate}\\cdot ${texFactor(write(velocity))}=${end}`
    }
    case 'adam':
      return `w\\leftarrow ${w}-${texFactor(write(-added))}=${end}`
  }
}
