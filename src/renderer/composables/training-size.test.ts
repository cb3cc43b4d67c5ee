import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import { MNIST } from '../testing/runs'
import { stepsInEpochOf, trainingImages } from './training-size'

describe('the images that a run learns from', () => {
  it('are all but the held-out ones, or the part asked for as far as there are so many', () => {
    expect(trainingImages(MNIST, PRESETS.plain)).toBe(60_000)
    expect(trainingImages(MNIST, { ...PRESETS.plain, heldOut: 5000 })).toBe(55_000)
    expect(trainingImages(MNIST, { ...PRESETS.plain, subset: 2000 })).toBe(2000)
    expect(trainingImages(MNIST, { ...PRESETS.plain, subset: 58_000, heldOut: 5000 })).toBe(55_000)
  })

  it('decide the steps of an epoch, the smaller last batch included', () => {
    const config = { ...PRESETS.plain, subset: 2001, batchSize: 10 }
    expect(stepsInEpochOf(MNIST, config)).toBe(201)
    expect(stepsInEpochOf(MNIST, { ...config, batchSize: 60_000 })).toBe(1)
  })

  it('are none where more is held out than there is', () => {
    const small = { ...MNIST, trainingCount: 400 }
    const config = { ...PRESETS.plain, heldOut: 10_000 }
    expect(trainingImages(small, config)).toBe(0)
    expect(stepsInEpochOf(small, config)).toBe(0)
  })
})
