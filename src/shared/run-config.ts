import { z } from './zod'

/** The settings of a run: everything that, with the data, decides its weights to the last bit. */
export const LIMITS = {
  layerSize: { min: 1, max: 1024 },
  hiddenLayers: { min: 0, max: 6 },
  batchSize: { min: 1, max: 60_000 },
  learningRate: { min: 1e-6, max: 1000 },
  epochs: { min: 1, max: 1000 },
  seed: { min: 0, max: 4_294_967_295 },
  momentum: { min: 0, max: 0.999 },
  l2: { min: 0, max: 1000 },
  shift: { min: 0, max: 3 },
  scheduleEvery: { min: 1, max: 1000 },
  scheduleFactor: { min: 0.01, max: 1 },
  subset: { min: 0, max: 1_000_000 },
  shuffledLabels: { min: 0, max: 1 },
  heldOut: { min: 0, max: 30_000 }
} as const

export const ACTIVATIONS = ['sigmoid', 'relu', 'tanh', 'step'] as const
export const COSTS = ['quadratic', 'cross-entropy'] as const
export const SCHEDULES = ['constant', 'cosine', 'step'] as const
export const OPTIMISERS = ['plain', 'momentum', 'adam'] as const
export const REDUCTIONS = ['mean', 'sum'] as const
export const INITIALISATIONS = ['scaled', 'he', 'xavier', 'normal', 'zero'] as const

export type Activation = (typeof ACTIVATIONS)[number]
export type Cost = (typeof COSTS)[number]
export type OptimiserKind = (typeof OPTIMISERS)[number]
/** softmax goes with the cost cross-entropy, sigmoid and linear with the sum of squared differences. */
export type Output = 'sigmoid' | 'softmax' | 'linear'
export type Reduction = (typeof REDUCTIONS)[number]
export type Initialisation = (typeof INITIALISATIONS)[number]

const whole = (range: { min: number; max: number }): z.ZodNumber =>
  z.number().int().min(range.min).max(range.max)
const real = (range: { min: number; max: number }): z.ZodNumber =>
  z.number().min(range.min).max(range.max)

export const runConfigSchema = z.strictObject({
  /** The data set's id in the catalogue. */
  dataset: z.string().min(1).max(64),
  /** Sizes of the hidden layers; the input and output sizes come from the data set. */
  hiddenLayers: z.array(whole(LIMITS.layerSize)).max(LIMITS.hiddenLayers.max),
  /** Of the hidden layers. The output layer's follows from the cost and the data (`outputOf`). */
  activation: z.enum(ACTIVATIONS),
  /** How the start weights are drawn (engine/initialise.ts). */
  initialisation: z.enum(INITIALISATIONS),
  cost: z.enum(COSTS),
  /** Examples per step; larger than the training set means the whole set. */
  batchSize: whole(LIMITS.batchSize),
  learningRate: real(LIMITS.learningRate),
  /** A step follows the mean of its batch's gradients, or their sum, which grows with the batch. */
  reduction: z.enum(REDUCTIONS),
  /**
   * How the learning rate changes over the run: not at all, down to 0 along half a cosine, or times
   * `scheduleFactor` after every `scheduleEvery` epochs.
   */
  schedule: z.enum(SCHEDULES),
  scheduleEvery: whole(LIMITS.scheduleEvery),
  scheduleFactor: real(LIMITS.scheduleFactor),
  optimiser: z.enum(OPTIMISERS),
  /** Of the optimiser "momentum"; without effect on the others. */
  momentum: real(LIMITS.momentum),
  /** Lambda of the penalty lambda/(2n) * sum of squared weights; biases are free. */
  l2: real(LIMITS.l2),
  /** Each image is shifted by up to this many pixels, anew in every epoch. */
  shift: whole(LIMITS.shift),
  epochs: whole(LIMITS.epochs),
  seed: whole(LIMITS.seed),
  /** Training images held out, chosen by the seed, on which settings may be compared. */
  heldOut: whole(LIMITS.heldOut),
  /** Learn from so many of the training images only, chosen by the seed; 0: from all. */
  subset: whole(LIMITS.subset),
  /** Share of the training labels that is dealt out anew, by the seed: what is left to learn by heart. */
  shuffledLabels: real(LIMITS.shuffledLabels)
})

export type RunConfig = z.infer<typeof runConfigSchema>
export type RunConfigField = keyof RunConfig

/** What settings are where nothing else is said: the plainest of each kind. */
export const PLAIN_SETTINGS = {
  initialisation: 'scaled',
  reduction: 'mean',
  schedule: 'constant',
  scheduleEvery: 10,
  scheduleFactor: 0.5,
  optimiser: 'plain',
  momentum: 0,
  l2: 0,
  shift: 0,
  heldOut: 0,
  subset: 0,
  shuffledLabels: 0
} as const satisfies Partial<RunConfig>

/** The same run, with what has no effect on it set to its plainest: so that equal runs look equal. */
export function withoutIdleSettings(config: RunConfig): RunConfig {
  const { momentum, scheduleEvery, scheduleFactor } = PLAIN_SETTINGS
  return {
    ...config,
    ...(config.optimiser === 'momentum' ? {} : { momentum }),
    ...(config.schedule === 'step' ? {} : { scheduleEvery, scheduleFactor })
  }
}

/** What is wrong with one field, for the message catalogue: `problems.<problem>` with `values`. */
export interface FieldProblem {
  field: RunConfigField
  problem: 'not-a-number' | 'not-whole' | 'too-small' | 'too-large' | 'unknown-choice' | 'too-many'
  values: Record<string, number | string>
}

/** Checks settings as typed into a form. Returns one problem a field at most, in the form's order. */
export function findProblems(input: unknown): FieldProblem[] {
  const parsed = runConfigSchema.safeParse(input)
  if (parsed.success) return []
  const problems = new Map<string, FieldProblem>()
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? 'dataset') as RunConfigField
    if (problems.has(field)) continue
    problems.set(field, { field, ...describeIssue(issue) })
  }
  return [...problems.values()]
}

function describeIssue(issue: z.core.$ZodIssue): Pick<FieldProblem, 'problem' | 'values'> {
  switch (issue.code) {
    case 'too_small':
      return { problem: 'too-small', values: { min: Number(issue.minimum) } }
    case 'too_big':
      return issue.origin === 'array'
        ? { problem: 'too-many', values: { max: Number(issue.maximum) } }
        : { problem: 'too-large', values: { max: Number(issue.maximum) } }
    case 'invalid_value':
      return { problem: 'unknown-choice', values: { choices: issue.values.join(', ') } }
    case 'invalid_type':
      return { problem: issue.expected === 'int' ? 'not-whole' : 'not-a-number', values: {} }
    default:
      return { problem: 'not-a-number', values: {} }
  }
}

/** Steps in one epoch: the last batch may be smaller. */
export function stepsPerEpoch(trainingCount: number, batchSize: number): number {
  return Math.ceil(trainingCount / Math.min(batchSize, trainingCount))
}

/**
 * What the output layer makes of its sums. One output alone is a number and no class, so nothing
 * bounds it: classes are at least two.
 * @param layers from input to output
 */
export function outputOf({ cost }: Pick<RunConfig, 'cost'>, layers: readonly number[]): Output {
  if (layers[layers.length - 1] === 1) return 'linear'
  return cost === 'cross-entropy' ? 'softmax' : 'sigmoid'
}

/** Weights and biases of a fully connected network, layers given from input to output. */
export function parameterCount(layers: readonly number[]): number {
  let count = 0
  for (let layer = 1; layer < layers.length; layer++) {
    count += layers[layer] * (layers[layer - 1] + 1)
  }
  return count
}
