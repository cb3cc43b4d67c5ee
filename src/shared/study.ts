import { ACTIVATIONS } from './run-config'
import { MOST_IMAGES, type AnswersStudy, type TestExamples } from './test-set'
import { z } from './zod'

/**
 * What can be asked of a network's weights: what one image does in it, what it costs, which way is
 * downhill, and what a step makes of that. Numbers are told in the precision they were worked out in.
 *
 * Images are grey values, 0 = paper, 255 = ink. Parameters and gradients have the flat layout of
 * engine/network.ts: per layer W[out][in], then the biases; as bytes they are float32, little-endian.
 */

export const MOST_EDITS = 100
/** Examples of a batch that are shown; it may be the whole training set. */
export const MOST_OF_BATCH = 100

const index = z.number().int().min(0)

/**
 * Weights of a run after so many steps, some of them changed by hand. Where no checkpoint was kept
 * there, they are walked to from the one before: the very weights that the run had.
 */
const weightsAt = z.strictObject({
  runId: z.number().int().positive(),
  step: index,
  edits: z.array(z.strictObject({ index, value: z.number().min(-1e6).max(1e6) })).max(MOST_EDITS)
})
export type WeightsAt = z.infer<typeof weightsAt>

/** What the window knows a question by: its progress is told with it, and it is called off by it. */
const question = z.number().int().positive()
/** In every question; without a number of its own it is answered, and nothing else. */
const asked = { question: question.optional(), at: weightsAt }

const part = z.enum(['training', 'test'])
/** training: by its place in the data set's own training part, whether or not this run learnt from it. */
const example = z.strictObject({ part, index })
export type ExampleRef = z.infer<typeof example>

/** The examples over which an average is taken. */
const over = z.discriminatedUnion('kind', [
  /** What the run learns from, as it learns it; or the first `count` of it. */
  z.strictObject({ kind: z.literal('training'), count: z.number().int().positive().nullable() }),
  z.strictObject({ kind: z.literal('example'), example }),
  /** The mini-batch that the run takes next at this step. */
  z.strictObject({ kind: z.literal('batch') })
])
export type Over = z.infer<typeof over>

export const studySchemas = {
  'study.weights': z.strictObject({ ...asked }),
  /** Forward and backward with one example. */
  'study.example': z.strictObject({ ...asked, example }),
  /** Of all examples of a part: the average cost, and those that cost most and least. */
  'study.costs': z.strictObject({ ...asked, part, most: z.number().int().min(1).max(60) }),
  'study.gradient': z.strictObject({ ...asked, over }),
  /**
   * What a change of some weights does to the average cost, at several sizes: each factor times all
   * deltas.
   */
  'study.nudge': z.strictObject({
    ...asked,
    over,
    deltas: z
      .array(z.strictObject({ index, delta: z.number().min(-1e4).max(1e4) }))
      .min(1)
      .max(MOST_EDITS),
    factors: z.array(z.number().min(-1e3).max(1e3)).min(1).max(200),
    /** As if the hidden neurons answered so; without it, as the run's do. */
    activation: z.enum(ACTIVATIONS).optional()
  }),
  /** Anatomy of the step that the run takes from here; `place`: which example of its batch is followed. */
  'study.step': z.strictObject({ ...asked, place: index }),
  /** Gradients of mini-batches beside the full one. */
  'study.batches': z.strictObject({
    ...asked,
    sizes: z.array(z.number().int().min(1).max(60_000)).min(1).max(8),
    /** Batches drawn of each size. */
    draws: z.number().int().min(1).max(60),
    seed: index.max(2 ** 32 - 1)
  }),
  /** The same number of images spent on few good or many noisy steps. */
  'study.budget': z.strictObject({
    ...asked,
    images: z.number().int().min(1).max(600_000),
    sizes: z.array(z.number().int().min(1).max(60_000)).min(1).max(8),
    learningRate: z.number().positive().max(1000),
    /** mean: the step does not depend on the batch's size. sum: it grows with it. */
    reduction: z.enum(['mean', 'sum'])
  }),
  /** What the network answers to every example of the test set. */
  'study.answers': z.strictObject({ ...asked }),
  /** Some of the test set, as they are looked at. */
  'study.images': z.strictObject({ ...asked, indices: z.array(index).min(1).max(MOST_IMAGES) }),
  /** Calls off one that is under way. */
  'study.cancel': z.strictObject({ question })
}

export type StudyName = keyof typeof studySchemas
/** What can be asked of the weights of any step. */
export type StudySubject = Exclude<StudyName, 'study.cancel'>
export type StudyInput<Name extends StudyName> = z.infer<(typeof studySchemas)[Name]>

export interface StudiedWeights {
  /** From input to output. */
  layers: number[]
  step: number
  /** Full epochs done. */
  epoch: number
  parameters: Uint8Array
}

/** One layer while an example passes through; a number a neuron. */
export interface LayerPass {
  /** Weighted sum plus bias. */
  z: number[]
  /** The activation: f(z). */
  a: number[]
  /** dC/dz of this example's cost. */
  delta: number[]
}

export interface ExamplePass {
  example: ExampleRef
  /** Empty where the example is no picture, here as in all that follows. */
  image: Uint8Array
  /** Of the answer that it is learnt with: a shuffled one, where the run shuffled it. -1: a curve has no classes. */
  label: number
  /** The class of the largest output, the first of equals. */
  answer: number
  /** From the first hidden layer to the output. */
  layers: LayerPass[]
  /** The wanted output of each class, 0 or 1; of a curve its height. */
  wanted: number[]
  /** What each output adds to the cost: squared differences, or for cross-entropy -log of the wanted one and 0 for the others. */
  terms: number[]
  cost: number
}

export interface RatedExample {
  example: ExampleRef
  image: Uint8Array
  label: number
  answer: number
  /** The largest output's share of the sum of all outputs. */
  share: number
  cost: number
}

export interface CostStudy {
  /** The average over all of them, summed in float64; null where it is not finite. */
  cost: number | null
  count: number
  correct: number
  /** The dearest first. */
  worst: RatedExample[]
  /** The cheapest first. */
  best: RatedExample[]
}

export interface GradientStudy {
  /** The average cost over these examples, without the penalty. */
  cost: number
  count: number
  /** Of that average; the step goes the other way. */
  gradient: Uint8Array
}

export interface NudgeStudy {
  /** Averages over the same examples, in float64. */
  before: number
  count: number
  /** One a factor: after minus before, summed example by example in float64. */
  changes: number[]
  /** What the slope promises for the factor 1: the sum of component times delta. */
  promised: number
}

/** An example as the run meets it: its picture may be shifted. */
export interface MetExample {
  example: ExampleRef
  image: Uint8Array
  label: number
}

export interface StepStudy {
  /** The first MOST_OF_BATCH examples of the batch, in their order. */
  batch: MetExample[]
  batchSize: number
  learningRate: number
  /** The followed one, before the step. */
  pass: ExamplePass
  /** The batch's average cost with the weights before and after the step. */
  costBefore: number
  costAfter: number
  /**
   * What the slope of the batch's average cost promises for what is added to the parameters: their
   * scalar product. For plain descent without a penalty that is -rate * gradient * gradient.
   */
  promised: number
  /** Of the batch's average cost; with the penalty, where the run has one. */
  gradient: Uint8Array
  /** Length of the gradient in each layer, from the first hidden layer on. */
  gradientNorms: number[]
  /** The parameters after the step: the run's own, to the last bit. */
  after: Uint8Array
  /** The same example with the weights after the step. */
  passAfter: ExamplePass
}

export interface BatchArrow {
  size: number
  /** To the full gradient, in degrees. */
  angle: number
  length: number
  /** In the plane of the picture: along the full gradient, and across it. */
  along: number
  across: number
}

export interface BatchStudy {
  /** Of the gradient over all that the run learns from. */
  full: { length: number; count: number; milliseconds: number }
  arrows: BatchArrow[]
  /** Median time of one gradient of each size, in milliseconds. */
  times: { size: number; milliseconds: number }[]
  /** How much of the arrows' scatter lies in the direction that the picture shows across, 0..1. */
  shownScatter: number
}

export interface BudgetStudy {
  lines: {
    size: number
    steps: number
    /** The average cost over `count` training examples after so many images; null where not finite. */
    points: { images: number; cost: number | null }[]
  }[]
  count: number
}

export interface StudyResponses {
  'study.weights': StudiedWeights
  'study.example': ExamplePass
  'study.costs': CostStudy
  'study.gradient': GradientStudy
  'study.nudge': NudgeStudy
  'study.step': StepStudy
  'study.batches': BatchStudy
  'study.budget': BudgetStudy
  'study.answers': AnswersStudy
  'study.images': TestExamples
  'study.cancel': null
}
