import { useI18n } from 'vue-i18n'
import { parseRecipe } from '../../shared/dataset-recipe'
import { useDatasets } from './use-datasets'
import { useFormat } from './use-format'

export interface DatasetText {
  /** What a data set is called: "MNIST digits", "Moons", or as a person named it. */
  name: (id: string) => string
  /** The same with what it was made with, where it was made: "Moons, 500 points, noise 0.1, seed 1". */
  full: (id: string) => string
}

/** The words for data sets, wherever one is named. */
export function useDatasetText(): DatasetText {
  const { t, te } = useI18n()
  const format = useFormat()

  function name(id: string): string {
    const recipe = parseRecipe(id)
    if (recipe) return t(`settings.datasets.${recipe.name}`)
    // asked for only where a data set is named: most who write settings name none
    const given = useDatasets().find(id)?.name
    if (given) return given
    return te(`settings.datasets.${id}`) ? t(`settings.datasets.${id}`) : id
  }

  function full(id: string): string {
    const recipe = parseRecipe(id)
    if (!recipe) return name(id)
    const { whole, setting } = format.value
    return t('settings.recipe', {
      name: name(id),
      count: whole(recipe.count),
      noise: setting(recipe.noise),
      seed: recipe.seed
    })
  }

  return { name, full }
}
