import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../datasets/load'
import { createWorkshop } from '../../engine/create-engine'
import { startParameters } from '../../engine/initialise'
import { networkOfRun } from '../../engine/network'
import { splitTraining } from '../../engine/order'
import { createReferenceEngine } from '../../engine/reference'
import { SMALL_CONFIG, SMALL_INFO } from '../../engine/testing/small-run'
import { TEST, TRAINING } from '../../engine/testing/walk'
import { withShuffledLabels } from '../../engine/training'
import type { RunConfig } from '../../shared/run-config'
import { randomDirections } from './directions'
import { firstLearnt, prepareGround } from './ground'
import { openLinearSlice, openPlainSlice, openSlice, type SlicedPlane } from './slice'

const DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }

function planeOf(config: RunConfig): SlicedPlane {
  const network = networkOfRun(config, SMALL_INFO)
  const centre = startParameters(network, 'normal', 2)
  return { centre, directions: randomDirections(network.layers, centre, 5) }
}

/** The reference's cost of the very weights at (x, y), over the members given. */
function expectedCost(config: RunConfig, x: number, y: number, members: Uint32Array): number {
  const { centre, directions } = planeOf(config)
  const [first, second] = directions
  const engine = createReferenceEngine(networkOfRun(config, SMALL_INFO))
  engine.load(
    centre.map((value, i) => value + x * first[i] + y * second[i]),
    null
  )
  const { training } = splitTraining(TRAINING.count, config)
  return engine.evaluate(
    engine.addExamples(withShuffledLabels(TRAINING, training, config)),
    members
  ).cost
}

const PLACES: [number, number][] = [
  [0, 0],
  [1, 0],
  [0, -1],
  [0.5, 0.25],
  [-2, 3]
]

describe('a slice', () => {
  it.each<Partial<RunConfig>>([
    {},
    { activation: 'relu' },
    { activation: 'sigmoid', cost: 'quadratic', hiddenLayers: [5, 4] },
    { hiddenLayers: [] },
    { shuffledLabels: 0.9, heldOut: 7, subset: 20 }
  ])('is the cost that the reference gives, either way, with %j', (changes) => {
    const config = { ...SMALL_CONFIG, heldOut: 0, ...changes }
    const ground = prepareGround(DATASET, config, 30, createWorkshop())
    const members = splitTraining(TRAINING.count, config).training.subarray(0, 30)
    expect(ground.examples.count).toBe(members.length)
    const plane = planeOf(config)
    const linear = openLinearSlice(ground, plane, createWorkshop())
    const plain = openPlainSlice(ground, plane)
    for (const [x, y] of PLACES) {
      const expected = expectedCost(config, x, y, members)
      expect(linear(x, y)).toBeCloseTo(expected, 5)
      expect(plain(x, y)).toBeCloseTo(expected, 5)
    }
    expect(linear(0, 0)).not.toBeCloseTo(linear(1, 0), 3)
  })

  it('takes the way that meets fewer numbers an example', () => {
    for (const neurons of [2, 4]) {
      const config = { ...SMALL_CONFIG, hiddenLayers: [neurons] }
      const ground = prepareGround(DATASET, config, 30, createWorkshop())
      let engines = 0
      openSlice(ground, planeOf(config), {
        engine: (network) => {
          engines++
          return createReferenceEngine(network)
        }
      })
      // of 9 pixels none is quite white
      expect(engines).toBe(3 * neurons <= 9 ? 1 : 0)
    }
  })
})

describe('the examples', () => {
  it('are the first that the run learns from, with the labels that it learns', () => {
    const config = { ...SMALL_CONFIG, heldOut: 7, shuffledLabels: 1 }
    const { training } = splitTraining(TRAINING.count, config)
    const { answers } = withShuffledLabels(TRAINING, training, config)
    const examples = firstLearnt(DATASET, config, 5)
    expect(examples.count).toBe(5)
    training.subarray(0, 5).forEach((index, place) => {
      expect(examples.inputs.subarray(place * 9, place * 9 + 9)).toEqual(
        TRAINING.inputs.subarray(index * 9, index * 9 + 9)
      )
      if (answers.kind !== 'classes' || examples.answers.kind !== 'classes') throw new Error()
      expect(examples.answers.labels[place]).toBe(answers.labels[index])
    })
    expect(firstLearnt(DATASET, config, 1000).count).toBe(33)
  })
})
