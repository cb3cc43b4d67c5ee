import { checkpointId, runId } from './run-requests'
import { weightSource } from './weight-source'
import { z } from './zod'

/** Of one question, in numbers: a grid of 64 by 64 points has half as many. */
const MOST_OUTPUT_INPUTS = 16_384
const image = z.instanceof(Uint8Array).refine((bytes) => bytes.length === 784)

/** What the weights of a run answer. */
export const networkSchemas = {
  'network.predict': z.strictObject({ image, sources: z.array(weightSource).min(1).max(4) }),
  /** What all stored weights of a run make of one image; a newer question calls off the one before. */
  'network.history': runId.extend({ image }),
  /** What a network makes of many inputs that are no pictures: points of a grid, example by example. */
  'network.outputs': z.strictObject({
    source: weightSource,
    inputs: z
      .instanceof(Float32Array)
      .refine(({ length }) => length > 0 && length <= MOST_OUTPUT_INPUTS)
  }),
  /** The weights themselves, their hash checked. */
  'network.weights': runId.extend({ checkpointId })
}

export interface Prediction {
  runId: number
  /** The output layer, one number a class, 0..1. */
  outputs: number[]
  /** The epoch of the weights that answered. */
  epoch: number
}

export interface OutputsAnswer {
  runId: number
  /** The epoch of the weights that answered. */
  epoch: number
  /** Outputs of each example. */
  classes: number
  /** Example by example: `classes` numbers each. */
  outputs: Float32Array
}

/** One image through the training of a run. */
export interface PredictionHistory {
  /** In the order of training. `outputs` as in a prediction. */
  moments: { checkpointId: number; epoch: number; step: number; outputs: number[] }[]
  /** Checkpoints that do not match their SHA-256, and were left out. */
  damaged: { checkpointId: number; epoch: number }[]
}

export interface NetworkWeights {
  runId: number
  checkpointId: number
  epoch: number
  /** From input to output. */
  layers: number[]
  /** float32, little-endian: per layer W[out][in], then the biases. */
  parameters: Uint8Array
}

export interface NetworkResponses {
  'network.predict': Prediction[]
  'network.history': PredictionHistory
  'network.outputs': OutputsAnswer
  'network.weights': NetworkWeights
}
