import { RECIPE_NAMES, recipeId, usualRecipe } from '../shared/dataset-recipe'
import { toNumber } from './typed-number'

const NUMBERS = ['count', 'noise', 'seed'] as const

/**
 * The id of a data set as it is typed: of one that is made the name is enough, and numbers that are
 * not said are the usual ones: "spiral", "spiral:noise=0.1". Anything else is an id as it stands.
 */
export function toDatasetId(text: string): string {
  const [typed, numbers = ''] = text.trim().split(':')
  const name = RECIPE_NAMES.find((each) => each === typed)
  if (!name) return text.trim()
  const recipe = usualRecipe(name)
  for (const pair of numbers === '' ? [] : numbers.split(',')) {
    const [key, value = ''] = pair.split('=')
    const known = NUMBERS.find((each) => each === key)
    // as it stands it names nothing, and whoever looks for it says so
    if (!known || !Number.isFinite(toNumber(value))) return text.trim()
    recipe[known] = toNumber(value)
  }
  return recipeId(recipe)
}
