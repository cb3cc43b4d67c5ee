import { describe, expect, it } from 'vitest'
import { ACTIVATIONS } from '../../shared/run-config'
import type { Network } from '../network'
import { OUTPUTS } from '../testing/arbitrary'
import { compareSteps, inkExamples, numberExamples, plan } from './testing/comparison'

/** Sizes with and without a rest when divided by 4, with and without hidden layers. */
const SHAPES = [
  [30, 3],
  [30, 5, 2],
  [40, 16, 16, 10],
  [25, 100, 10],
  [35, 27, 7, 13, 6]
]
const BATCH_SIZES = [1, 10, 37, 300]
/** Relative error of the gradient, in the Euclidean norm. */
const TOLERANCE = 1e-5

describe('the gradient agrees with the reference', () => {
  for (const activation of ACTIVATIONS) {
    for (const output of OUTPUTS) {
      for (const layers of SHAPES) {
        const network: Network = { layers, activation, output }
        it(`${layers.join('-')} ${activation} ${output}`, () => {
          for (const size of BATCH_SIZES) {
            for (const examples of [inkExamples(network, size, 5), numberExamples(network, size)]) {
              const { gradient, cost, correct } = compareSteps(network, examples, plan(size))
              expect(gradient).toBeLessThan(TOLERANCE)
              expect(cost).toBeLessThan(TOLERANCE)
              expect(correct).toBe(0)
            }
          }
        })
      }
    }
  }
})
