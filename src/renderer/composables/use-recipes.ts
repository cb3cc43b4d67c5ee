import { shallowReactive } from 'vue'
import {
  RECIPE_NAMES,
  usualRecipe,
  type Recipe,
  type RecipeName
} from '../../shared/dataset-recipe'

/** What is set on the Data screen; leaving it and coming back loses nothing. */
const chosen = shallowReactive(
  Object.fromEntries(RECIPE_NAMES.map((name) => [name, usualRecipe(name)])) as Record<
    RecipeName,
    Recipe
  >
)

/** The data sets that are made, each with the numbers that it is made with now. */
export function useRecipes(): Record<RecipeName, Recipe> {
  return chosen
}
