import type { DatasetInfo } from '../../shared/dataset'
import { randomStream } from '../../shared/random'
import type { RunConfig } from '../../shared/run-config'
import type { Examples } from '../engine'
import type { Network } from '../network'

/** A run that takes milliseconds: 3 x 3 pictures in 3 classes, with almost every setting in use. */
export const SMALL_CONFIG: RunConfig = {
  dataset: 'small',
  hiddenLayers: [4],
  activation: 'tanh',
  initialisation: 'scaled',
  cost: 'cross-entropy',
  batchSize: 4,
  learningRate: 0.5,
  reduction: 'mean',
  schedule: 'cosine',
  scheduleEvery: 1,
  scheduleFactor: 0.5,
  optimiser: 'momentum',
  momentum: 0.5,
  l2: 0.1,
  shift: 1,
  epochs: 3,
  seed: 1,
  heldOut: 7,
  subset: 0,
  shuffledLabels: 0
}

/** 40 examples to learn from and 20 to be tested on (walk.ts). */
export const SMALL_INFO: DatasetInfo = {
  id: 'small',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'f00d',
  trainingCount: 40,
  testCount: 20,
  inputSize: 9,
  imageWidth: 3,
  imageHeight: 3,
  classes: 3,
  classNames: null
}

export const SMALL_NETWORK: Network = {
  layers: [9, 4, 3],
  activation: 'tanh',
  output: 'softmax'
}

/** Pictures with one bright row on grey noise; the row is the class. */
export function smallExamples(count: number, seed: number): Examples {
  const random = randomStream(seed, 'noise')
  const labels = Uint8Array.from({ length: count }, () => random.below(3))
  return {
    count,
    inputSize: 9,
    inputs: Uint8Array.from({ length: count * 9 }, (_, index) => {
      const row = Math.floor((index % 9) / 3)
      return random.below(100) + (labels[Math.floor(index / 9)] === row ? 120 : 0)
    }),
    answers: { kind: 'classes', labels },
    imageWidth: 3
  }
}
