import { describe, expect, it } from 'vitest'
import type { DatasetInfo } from '../../shared/dataset'
import { recipeInfo, usualRecipe, type RecipeName } from '../../shared/dataset-recipe'
import { PRESETS } from '../../shared/presets'
import { MNIST } from '../testing/runs'
import { costsFor, settingsFor, settingsForOther, splitOf, usualPace } from './dataset-settings'

const made = (name: RecipeName, count = 500): DatasetInfo => ({
  ...recipeInfo({ ...usualRecipe(name), count }),
  fingerprint: ''
})
const own: DatasetInfo = { ...MNIST, id: 'own-1', origin: 'own', name: 'Ours', trainingCount: 400 }

describe('settings for another data set', () => {
  it('are those that work for its kind, under the same seed', () => {
    const config = { ...PRESETS['best-98'], seed: 7, heldOut: 5000 }
    const onPoints = settingsForOther(config, MNIST, made('moons'))
    expect(onPoints).toMatchObject({
      dataset: made('moons').id,
      seed: 7,
      heldOut: 0,
      batchSize: 10
    })
    expect(settingsForOther(onPoints, made('moons'), made('wave')).cost).toBe('quadratic')
    expect(settingsForOther(onPoints, made('moons'), MNIST)).toEqual({ ...PRESETS.plain, seed: 7 })
    expect(settingsFor(own, 1).hiddenLayers).toEqual(PRESETS['best-98'].hiddenLayers)
  })

  it('stay as they were where the kind does, but for what does not fit', () => {
    const config = { ...settingsFor(made('moons'), 3), epochs: 20, heldOut: 50, subset: 300 }
    expect(settingsForOther(config, made('moons'), made('spiral'))).toEqual({
      ...config,
      dataset: made('spiral').id
    })
    const smaller = made('moons', 50)
    expect(settingsForOther(config, made('moons'), smaller)).toMatchObject({
      heldOut: 0,
      subset: 0
    })
  })
})

describe('the split', () => {
  it('deals out every example once', () => {
    expect(splitOf(MNIST, { ...PRESETS.plain, heldOut: 5000, subset: 1000 })).toEqual({
      training: 1000,
      validation: 5000,
      unused: 54_000,
      test: 10_000
    })
    expect(splitOf(MNIST, PRESETS.plain)).toMatchObject({ training: 60_000, unused: 0 })
  })

  it('is none of negative numbers where more is held out than there is', () => {
    expect(splitOf(own, { ...PRESETS.plain, heldOut: 30_000 })).toEqual({
      training: 0,
      validation: 400,
      unused: 0,
      test: 10_000
    })
  })
})

describe('what else depends on the kind', () => {
  it('is the pace to begin with', () => {
    expect(usualPace(MNIST, 180_000)).toBeNull()
    expect(usualPace(made('moons'), 8000)).toBe(670)
    expect(usualPace(made('moons'), 4)).toBe(1)
  })

  it('is the choice of costs', () => {
    expect(costsFor(made('wave'))).toEqual(['quadratic'])
    expect(costsFor(made('moons'))).toHaveLength(2)
    expect(costsFor(undefined)).toHaveLength(2)
  })
})
