import { describe, expect, it } from 'vitest'
import {
  answeringOf,
  answerTo,
  brightness,
  curveOf,
  curveReach,
  othersOf
} from './activation-curve'

describe('what a neuron answers', () => {
  it('is sigmoid, relu, tanh or step of its sum', () => {
    expect(answerTo(0, 'sigmoid')).toBe(0.5)
    expect(answerTo(-2, 'relu')).toBe(0)
    expect(answerTo(2, 'relu')).toBe(2)
    expect(answerTo(0.5, 'tanh')).toBeCloseTo(0.46211715726, 10)
    expect([-0.1, 0, 0.1].map((z) => answerTo(z, 'step'))).toEqual([0, 1, 1])
  })

  it('is a share of all outputs for softmax', () => {
    const z = [1.5, -0.25, 3]
    const whole = z.reduce((sum, each) => sum + Math.exp(each), 0)
    const { others, shift } = othersOf(z, 1)
    expect(answerTo(z[1], 'softmax', others, shift)).toBeCloseTo(Math.exp(-0.25) / whole, 12)
    // and where e^z is beyond all numbers
    const far = othersOf([800, 799], 0)
    expect(answerTo(800, 'softmax', far.others, far.shift)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  })

  it('follows from the layer and the cost', () => {
    const config = { activation: 'relu', cost: 'cross-entropy' } as const
    expect(answeringOf(config, 1, 3)).toBe('relu')
    expect(answeringOf(config, 3, 3)).toBe('softmax')
    expect(answeringOf({ ...config, cost: 'quadratic' }, 3, 3)).toBe('sigmoid')
  })
})

describe('its curve', () => {
  it('reaches beyond the point, in whole numbers', () => {
    expect(curveReach(0.3)).toBe(6)
    expect(curveReach(-20)).toBe(23)
  })

  it('goes from end to end', () => {
    const points = curveOf('tanh', 6, 5)
    expect(points.map(({ z }) => z)).toEqual([-6, -3, 0, 3, 6])
    expect(points[2].a).toBe(0)
  })

  it('has an upright edge where it is a step', () => {
    expect(curveOf('step', 6, 50).map(({ z, a }) => [z, a])).toEqual([
      [-6, 0],
      [0, 0],
      [0, 1],
      [6, 1]
    ])
  })
})

it('shows relu beside the strongest of its layer, and others as they are', () => {
  expect(brightness(2, 'relu', 8)).toBe(0.25)
  expect(brightness(0, 'relu', 0)).toBe(0)
  expect(brightness(-0.5, 'tanh', 0.9)).toBe(-0.5)
  expect(brightness(Number.NaN, 'sigmoid', 1)).toBe(0)
})
