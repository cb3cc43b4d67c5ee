import { weightSource } from './weight-source'
import { z } from './zod'

/**
 * What networks make of pictures that are no digits: noise, dreams, half-hidden digits. Only of
 * networks for 28x28 pictures of classes; others are refused with 'no-pictures'.
 */
export const PIXELS = 784
/** Of one row of a picture. */
export const SIDE = 28

/** uniform: every pixel any grey; shuffled: the pixels of a test image dealt out anew; test: as they are. */
export const NOISE_KINDS = ['uniform', 'shuffled', 'test'] as const
export type NoiseKind = (typeof NOISE_KINDS)[number]

/** "Sure" means more than this. */
export const SURE = 0.9
const MOST_NOISE = 1000
/** Of the pictures of one answer, so many are sent along to be looked at. */
export const NOISE_SHOWN = 12
export const MOST_DREAM_STEPS = 50
export const LARGEST_PATCH = 14

const pixels = z
  .instanceof(Float32Array)
  .refine((values) => values.length === PIXELS && values.every((value) => value >= 0 && value <= 1))

export const doubtSchemas = {
  /** Pictures number `from` to `from + count - 1` of that kind and seed. */
  'doubt.noise': z.strictObject({
    source: weightSource,
    kind: z.enum(NOISE_KINDS),
    seed: z.number().int().min(0).max(4_294_967_295),
    from: z.number().int().min(0).max(1_000_000),
    count: z.number().int().min(1).max(MOST_NOISE)
  }),
  /** Steps of gradient descent on the pixels, 0 = paper, 1 = ink, towards the wanted class. */
  'doubt.dream': z.strictObject({
    source: weightSource,
    pixels,
    wanted: z.number().int().min(0).max(255),
    rate: z.number().min(1e-4).max(1e4),
    /** Weight of the sum of squared differences between neighbouring pixels, added to the cost. */
    smoothness: z.number().min(0).max(1),
    steps: z.number().int().min(1).max(MOST_DREAM_STEPS)
  }),
  /** A square patch of one grey laid over the picture at every place. */
  'doubt.occlude': z.strictObject({
    source: weightSource,
    image: z.instanceof(Uint8Array).refine(({ length }) => length === PIXELS),
    side: z.number().int().min(1).max(LARGEST_PATCH),
    grey: z.number().int().min(0).max(255)
  })
}

export type DoubtName = keyof typeof doubtSchemas
export type DoubtInput<Name extends DoubtName> = z.infer<(typeof doubtSchemas)[Name]>

export interface NoiseAnswers {
  /** The largest output of each picture: the first of equals. */
  answers: Uint8Array
  /** How sure of it, 0..1 (`sureness`). */
  sureness: Float64Array
  /** What is in truth on each picture of kind "test"; of the others, what the pixels came from, or 255. */
  labels: Uint8Array
  /** The first NOISE_SHOWN pictures, one after the other, and their outputs. */
  pictures: Uint8Array
  outputs: number[][]
}

/** Before the first step and after each: steps + 1 of everything. */
export interface Dream {
  /** Pictures one after the other, PIXELS values each. */
  pixels: Float32Array
  /** The network's cost, the smoothness not included. */
  costs: number[]
  outputs: number[][]
}

export interface Occlusion {
  /** Places along one side: SIDE - side + 1. */
  places: number
  /** Of each place of the patch's upper left corner, row by row: one number a class. */
  outputs: Float32Array
  /** Without a patch. */
  plain: number[]
}

export interface DoubtResponses {
  'doubt.noise': NoiseAnswers
  'doubt.dream': Dream
  'doubt.occlude': Occlusion
}

/**
 * How sure a network is of its largest output: softmax outputs are probabilities, and it is that one;
 * of other outputs it is its share of all of them. 0 where they are all 0.
 */
export function sureness(outputs: ArrayLike<number>, areShares: boolean): number {
  let largest = 0
  let sum = 0
  for (let index = 0; index < outputs.length; index++) {
    largest = Math.max(largest, outputs[index])
    sum += outputs[index]
  }
  if (areShares) return largest
  return sum > 0 ? largest / sum : 0
}

/** The picture with a square patch whose upper left corner is there. */
export function withPatch(
  image: Uint8Array,
  { row, column, side, grey }: { row: number; column: number; side: number; grey: number }
): Uint8Array {
  const hidden = image.slice()
  for (let y = row; y < row + side; y++) {
    hidden.fill(grey, y * SIDE + column, y * SIDE + column + side)
  }
  return hidden
}
