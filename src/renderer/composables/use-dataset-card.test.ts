import { flushPromises } from '@vue/test-utils'
import { effectScope } from 'vue'
import { expect, it } from 'vitest'
import { recipeInfo, usualRecipe } from '../../shared/dataset-recipe'
import type { DatasetCard } from '../../shared/dataset'
import { installFakeBridge } from '../testing/bridge'
import { useDatasetCard } from './use-dataset-card'

const card = (licence: string): DatasetCard => ({
  info: { ...recipeInfo(usualRecipe('moons')), id: 'own-1', fingerprint: '' },
  samples: [],
  classCounts: [],
  meanPicture: null,
  points: { training: new Float32Array(), test: new Float32Array() },
  bytes: 1,
  source: '',
  licence
})

it('is asked for once, however many show it, and anew once its data set changed', async () => {
  const bridge = installFakeBridge()
  let asked = 0
  bridge.answer('datasets.card', () => Promise.resolve(card(`licence ${++asked}`)))
  const scope = effectScope()
  const shown = scope.run(() => [1, 2].map(() => useDatasetCard(() => 'own-1'))) ?? []
  await flushPromises()
  expect(asked).toBe(1)
  expect(shown.map((each) => each.card.value?.licence)).toEqual(['licence 1', 'licence 1'])
  bridge.emit('datasets.changed', { dataset: 'own-1' })
  await flushPromises()
  expect(shown.map((each) => each.card.value?.licence)).toEqual(['licence 2', 'licence 2'])
  scope.stop()
})
