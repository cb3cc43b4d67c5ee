import { shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { parseRecipe } from '../../../shared/dataset-recipe'
import { PRESET_IDS, PRESETS } from '../../../shared/presets'
import type { RunSummary } from '../../../shared/run'
import { settingsForOther } from '../../composables/dataset-settings'
import { useDatasets } from '../../composables/use-datasets'
import { useRecipes } from '../../composables/use-recipes'
import { useRunDraft } from '../../composables/use-run-draft'
import { useRuns } from '../../composables/use-runs'
import { useSweepDraft } from '../../composables/use-sweep-draft'
import { isSameButField, type SameButField } from '../run/same-but-fields'

export interface BroughtSettings {
  /** The run that the next one is to be like, but for one setting. */
  model: ShallowRef<RunSummary | undefined>
  /** That setting, where one was named. */
  toChange: ShallowRef<SameButField | undefined>
}

/**
 * Fills the form with what the address brings, and clears the address: a data set, a preset, or the
 * settings of a run, with another learning rate perhaps.
 */
export function useBroughtSettings(): BroughtSettings {
  const route = useRoute()
  const router = useRouter()
  const { draft, config, fill } = useRunDraft()
  const { runs, find } = useRuns()
  const { sweeping } = useSweepDraft()
  const datasets = useDatasets()
  const recipes = useRecipes()
  const model = shallowRef<RunSummary>()
  const toChange = shallowRef<SameButField>()

  watch(
    [() => route.query.dataset, datasets.datasets],
    ([id]) => {
      const to = typeof id === 'string' ? datasets.find(id) : undefined
      if (!to || route.name !== 'train') return
      const recipe = parseRecipe(to.id)
      if (recipe) recipes[recipe.name] = recipe
      fill(settingsForOther(config.value ?? PRESETS.plain, datasets.find(draft.dataset), to))
      model.value = undefined
      void router.replace({ name: 'train' })
    },
    { immediate: true }
  )

  watch(
    [() => route.query, runs],
    ([{ preset: presetId, from, rate, change }]) => {
      const known = PRESET_IDS.find((id) => id === presetId)
      const run = known ? undefined : find(Number(from))
      const source = known ? PRESETS[known] : run?.config
      if (!source || route.name !== 'train') return
      const given = Number(rate)
      fill(source, given > 0 ? given : undefined)
      toChange.value = isSameButField(change) ? change : undefined
      model.value = toChange.value && run
      if (toChange.value) sweeping.value = false
      void router.replace({ name: 'train' })
    },
    { immediate: true }
  )

  return { model, toChange }
}
