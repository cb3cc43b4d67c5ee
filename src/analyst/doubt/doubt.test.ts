import { describe, expect, it } from 'vitest'
import { createEngine } from '../../engine/create-engine'
import type { Examples } from '../../engine/engine'
import type { Network } from '../../engine/network'
import { PIXELS, SIDE, sureness, withPatch } from '../../shared/doubt'
import { randomStream } from '../../shared/random'
import { parameterCount } from '../../shared/run-config'
import { addRoughness, dream } from './dream'
import { answerNoise, noisePicture } from './noise'
import { occlude } from './occlusion'

const NETWORK: Network = { layers: [PIXELS, 12, 4], activation: 'tanh', output: 'softmax' }
const random = randomStream(5, 'weights')
const parameters = Float32Array.from(
  { length: parameterCount(NETWORK.layers) },
  () => random.normal() / 10
)
const TEST: Examples = {
  count: 3,
  inputSize: PIXELS,
  inputs: Uint8Array.from({ length: 3 * PIXELS }, () => random.below(256)),
  answers: { kind: 'classes', labels: Uint8Array.of(2, 0, 3) },
  imageWidth: SIDE
}
const engine = createEngine(NETWORK)
engine.load(parameters, null)

describe('sureness', () => {
  it('is the probability, or the share of all', () => {
    expect(sureness([0.2, 0.7, 0.1], true)).toBe(0.7)
    expect(sureness([0.2, 0.9, 0.9], false)).toBe(0.45)
    expect(sureness([0, 0], false)).toBe(0)
  })
})

describe('noise', () => {
  it('is the same in any portion, and another with another number or seed', () => {
    const whole = answerNoise(engine, TEST, { kind: 'shuffled', seed: 3, from: 0, count: 20 })
    const later = answerNoise(engine, TEST, { kind: 'shuffled', seed: 3, from: 8, count: 12 })
    expect([...whole.sureness.subarray(8)]).toEqual([...later.sureness])
    expect(whole.pictures.subarray(8 * PIXELS)).toEqual(later.pictures.subarray(0, 4 * PIXELS))
    expect(new Set(whole.sureness).size).toBe(20)
    const other = answerNoise(engine, TEST, { kind: 'shuffled', seed: 4, from: 0, count: 20 })
    expect(other.sureness).not.toEqual(whole.sureness)
  })

  it('is made of the greys of a digit, or of all', () => {
    const { picture, index } = noisePicture({ kind: 'shuffled', seed: 1 }, 0, TEST)
    const digit = TEST.inputs.subarray((index ?? 0) * PIXELS, ((index ?? 0) + 1) * PIXELS)
    expect([...picture].sort()).toEqual([...digit].sort())
    expect([...picture]).not.toEqual([...digit])
    const uniform = noisePicture({ kind: 'uniform', seed: 1 }, 0, TEST)
    expect(uniform.index).toBeNull()
    const mean = uniform.picture.reduce((sum, grey) => sum + grey, 0) / PIXELS
    expect(Math.abs(mean - 127.5)).toBeLessThan(10)
  })

  it('tells of real test images what they are', () => {
    const { labels, answers, outputs } = answerNoise(engine, TEST, {
      kind: 'test',
      seed: 1,
      from: 0,
      count: 30
    })
    expect(new Set(labels)).toEqual(new Set([0, 2, 3]))
    expect(outputs).toHaveLength(12)
    outputs.forEach((each, place) => expect(each[answers[place]]).toBe(Math.max(...each)))
  })
})

describe('a dream', () => {
  const start = Float32Array.from({ length: PIXELS }, random.uniform)
  const settings = { pixels: start, wanted: 1, rate: 0.5, smoothness: 0 }

  it('goes downhill, within paper and ink', () => {
    const { costs, pixels, outputs } = dream(NETWORK, parameters, { ...settings, steps: 40 })
    for (let step = 1; step < costs.length; step++) {
      expect(costs[step]).toBeLessThan(costs[step - 1])
    }
    expect(outputs.at(-1)?.[1]).toBeGreaterThan(outputs[0][1])
    expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true)
    expect(pixels.subarray(0, PIXELS)).toEqual(start)
  })

  it('is the same dreamt in portions', () => {
    const whole = dream(NETWORK, parameters, { ...settings, smoothness: 0.1, steps: 10 })
    const first = dream(NETWORK, parameters, { ...settings, smoothness: 0.1, steps: 4 })
    const middle = first.pixels.slice(4 * PIXELS)
    const second = dream(NETWORK, parameters, {
      ...settings,
      smoothness: 0.1,
      pixels: middle,
      steps: 6
    })
    expect(second.pixels).toEqual(whole.pixels.slice(4 * PIXELS))
  })

  it('is smoothed by the slope of the roughness', () => {
    const pixels = Float64Array.from(start)
    const gradient = new Float64Array(PIXELS)
    addRoughness(pixels, 0.3, gradient)
    const roughness = (): number => {
      let sum = 0
      for (let place = 0; place < PIXELS; place++) {
        if (place % SIDE < SIDE - 1) sum += (pixels[place] - pixels[place + 1]) ** 2
        if (place + SIDE < PIXELS) sum += (pixels[place] - pixels[place + SIDE]) ** 2
      }
      return 0.3 * sum
    }
    for (const place of [0, 27, 30, 756, 783]) {
      const at = pixels[place]
      pixels[place] = at + 1e-4
      const above = roughness()
      pixels[place] = at - 1e-4
      const below = roughness()
      pixels[place] = at
      expect(gradient[place]).toBeCloseTo((above - below) / 2e-4, 6)
    }
  })
})

describe('occlusion', () => {
  it('hides a square of the picture at every place', () => {
    const image = new Uint8Array(PIXELS).fill(7)
    const hidden = withPatch(image, { row: 2, column: 20, side: 8, grey: 128 })
    const greys = [...hidden.entries()].filter(([, grey]) => grey === 128)
    expect(greys).toHaveLength(64)
    expect(greys[0][0]).toBe(2 * SIDE + 20)
    expect(greys[63][0]).toBe(9 * SIDE + 27)
    expect([...image]).toEqual(new Array(PIXELS).fill(7))
  })

  it('tells the outputs of each of them', () => {
    const image = Uint8Array.from(TEST.inputs.subarray(0, PIXELS))
    const { places, outputs, plain } = occlude(engine, { image, side: 10, grey: 90 })
    expect(places).toBe(19)
    expect(outputs).toHaveLength(19 * 19 * 4)
    expect(plain).toEqual([...engine.outputs(image)])
    const place = 3 * 19 + 17
    const expected = engine.outputs(withPatch(image, { row: 3, column: 17, side: 10, grey: 90 }))
    expect(outputs.subarray(place * 4, place * 4 + 4)).toEqual(expected)
  })
})
