import { describe, expect, it } from 'vitest'
import type { DatasetInfo } from '../../../shared/dataset'
import {
  RECIPE_NAMES,
  recipeId,
  recipeInfo,
  usualRecipe,
  type Recipe,
  type RecipeName
} from '../../../shared/dataset-recipe'
import { PRESETS } from '../../../shared/presets'
import { makeRun, MNIST } from '../../testing/runs'
import { missingOf, shelfKey, shelfOf } from './shelf'

const usual = Object.fromEntries(RECIPE_NAMES.map((name) => [name, usualRecipe(name)])) as Record<
  RecipeName,
  Recipe
>
const moons: DatasetInfo = { ...recipeInfo(usual.moons), fingerprint: 'm' }
const wave: DatasetInfo = { ...recipeInfo(usual.wave), fingerprint: 'w' }
const louder = { ...usual.moons, noise: 0.3 }

describe('the shelf', () => {
  it('has one entry for a recipe, with the numbers set now and the runs of all numbers', () => {
    const used = [recipeId(usual.moons), recipeId(louder), 'mnist']
    const shelf = shelfOf([MNIST, wave, moons], { ...usual, moons: louder }, used)
    expect(shelf).toEqual([
      { kind: 'pictures', entries: [{ key: 'mnist', id: 'mnist', runs: 1 }] },
      { kind: 'points', entries: [{ key: 'moons', id: recipeId(louder), runs: 2 }] },
      { kind: 'curve', entries: [{ key: 'wave', id: wave.id, runs: 0 }] }
    ])
    expect(shelfKey('own-0123456789ab')).toBe('own-0123456789ab')
  })
})

describe('what is missing', () => {
  const onData = (id: number, dataset: string): ReturnType<typeof makeRun> =>
    makeRun({ id, name: `Run ${id}`, config: { ...PRESETS.plain, dataset } })

  it('is what runs name and nobody has, told once', () => {
    const runs = [onData(1, 'own-a'), onData(2, 'mnist'), onData(3, 'own-a')]
    expect(missingOf([MNIST], runs)).toEqual([
      {
        id: 'own-a',
        runs: [
          { id: 1, name: 'Run 1' },
          { id: 3, name: 'Run 3' }
        ]
      }
    ])
  })

  it('is nothing that is made from its id', () => {
    expect(missingOf([MNIST], [onData(1, recipeId(louder))])).toEqual([])
  })
})
