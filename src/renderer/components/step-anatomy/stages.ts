/** The way of one step, in the order in which it is told. The four in the middle are backpropagation. */
export const STAGES = [
  'batch',
  'forward',
  'cost',
  'delta-output',
  'delta-hidden',
  'weights',
  'biases',
  'update',
  'result'
] as const
export type Stage = (typeof STAGES)[number]

export const FORMULAS = ['delta-output', 'delta-hidden', 'weights', 'biases'] as const
export type FormulaName = (typeof FORMULAS)[number]

export const isFormula = (stage: Stage): stage is FormulaName =>
  FORMULAS.some((name) => name === stage)

/**
 * The stages of a step in such a network: without a hidden layer no error travels further back.
 * @param layers Sizes from input to output.
 */
export function stagesOf(layers: readonly number[]): Stage[] {
  return STAGES.filter((stage) => stage !== 'delta-hidden' || layers.length > 2)
}

/** Drawn in this order where everything is shown at once: the four formulas are one picture. */
export type Part = 'batch' | 'forward' | 'cost' | 'backward' | 'update' | 'result'
export const PARTS: readonly Part[] = ['batch', 'forward', 'cost', 'backward', 'update', 'result']

export function partOf(stage: Stage): Part {
  return isFormula(stage) ? 'backward' : stage
}
