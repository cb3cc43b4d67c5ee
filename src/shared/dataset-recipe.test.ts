import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRecipe, RECIPE_LIMITS, RECIPE_NAMES, recipeId } from './dataset-recipe'

describe('the id of a recipe', () => {
  it('names it, and it alone', () => {
    const recipe = fc.record({
      name: fc.constantFrom(...RECIPE_NAMES),
      count: fc.integer(RECIPE_LIMITS.count),
      noise: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
      seed: fc.integer(RECIPE_LIMITS.seed)
    })
    fc.assert(
      fc.property(recipe, (made) => {
        expect(parseRecipe(recipeId(made))).toEqual(made)
        expect(recipeId(made).length).toBeLessThanOrEqual(64)
      }),
      { seed: 1 }
    )
  })

  it.each([
    'mnist',
    'moons',
    'moons:count=500,noise=0.10,seed=1',
    'moons:count=500,noise=0.123,seed=1',
    'moons:count=5e2,noise=0.1,seed=1',
    'moons:count=49,noise=0.1,seed=1',
    'moons:count=500.5,noise=0.1,seed=1',
    'moons:count=500,noise=1.01,seed=1',
    'suns:count=500,noise=0.1,seed=1',
    'moons:count=500,noise=0.1,seed=01',
    ' moons:count=500,noise=0.1,seed=1'
  ])('is not %j', (id) => {
    expect(parseRecipe(id)).toBeNull()
  })
})
