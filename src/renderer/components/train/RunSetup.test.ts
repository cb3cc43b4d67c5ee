// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createMemoryHistory, createRouter, type Router } from 'vue-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestInput } from '../../../shared/contract'
import { recipeInfo, usualRecipe } from '../../../shared/dataset-recipe'
import { packRuns } from '../../../shared/packed'
import { PRESETS } from '../../../shared/presets'
import { useRunDraft } from '../../composables/use-run-draft'
import { i18n } from '../../i18n'
import { installFakeBridge, type FakeBridge } from '../../testing/bridge'
import { makeRun, MNIST } from '../../testing/runs'
import RunSetup from './RunSetup.vue'

describe('RunSetup', () => {
  let bridge: FakeBridge
  let router: Router
  let setup: VueWrapper
  let started: RequestInput<'runs.start'>[]

  async function open(address: string): Promise<void> {
    await router.push(address)
    setup = mount(RunSetup, { global: { plugins: [i18n, router] }, attachTo: document.body })
    await flushPromises()
  }
  const field = (id: string): HTMLInputElement =>
    setup.get<HTMLInputElement>(`#field-${id}`).element

  beforeEach(() => {
    started = []
    bridge = installFakeBridge()
    bridge.answer('datasets.list', () => [
      MNIST,
      { ...recipeInfo(usualRecipe('moons')), fingerprint: '' }
    ])
    bridge.answer('training.live', () => [])
    bridge.answer('runs.list', () =>
      packRuns([makeRun({ id: 5, config: { ...PRESETS['best-98'], learningRate: 0.3 } })])
    )
    bridge.answer('runs.start', (input) => {
      started.push(input)
      return makeRun({ id: 6, status: 'queued' })
    })
    const component = { template: '<div />' }
    router = createRouter({
      history: createMemoryHistory(),
      routes: [
        { path: '/train/:runId?', name: 'train', component },
        { path: '/duel', name: 'duel', component }
      ]
    })
    useRunDraft().fill(PRESETS.plain)
  })
  afterEach(() => setup.unmount())

  it('starts the run that the form describes, and goes to it', async () => {
    await open('/train')
    await setup.get('#field-epochs').setValue('12')
    await setup.get('#field-name').setValue(' Mia ')
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(started).toEqual([
      { config: { ...PRESETS.plain, epochs: 12 }, name: 'Mia', pace: null, paused: undefined }
    ])
    expect(router.currentRoute.value.params.runId).toBe('6')
  })

  it('sends nothing while there are problems, and leads to each field', async () => {
    await open('/train')
    await setup.get('#field-batchSize').setValue('0')
    expect(setup.get('#field-batchSize-problem').text()).toBe('At least 1.')
    expect(setup.find('.problems').exists()).toBe(false)
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(started).toEqual([])
    await setup.get('.problems a').trigger('click')
    expect(document.activeElement).toBe(field('batchSize'))
    await setup.get('#field-batchSize').setValue('10')
    expect(setup.find('.problems').exists()).toBe(false)
  })

  it('takes more than the data set has for a problem like any other', async () => {
    bridge.answer('datasets.card', () => Promise.reject(new Error('no picture')))
    await open('/train?dataset=moons:count=500,noise=0.1,seed=1')
    await setup.get('#field-heldOut').setValue('400')
    expect(setup.get('#field-heldOut-problem').text()).toBe('At most 399.')
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(setup.get('.problems').text()).toContain('At most 399.')
    await setup.get('#field-heldOut').setValue('100')
    await setup.get('#field-subset').setValue('301')
    expect(setup.get('.problems').text()).toContain('At most 300.')
    expect(started).toEqual([])
    await setup.get('#field-subset').setValue('300')
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(started).toHaveLength(1)
  })

  it('takes over a preset', async () => {
    await open('/train')
    await setup.get('input[value="best-98"]').trigger('change')
    expect(field('learningRate').value).toBe(String(PRESETS['best-98'].learningRate))
    expect(setup.get<HTMLInputElement>('input[value="best-98"]').element.checked).toBe(true)
  })

  it('takes the settings of a run, with another rate, from the address', async () => {
    await open('/train?from=5&rate=30')
    await vi.waitFor(() => expect(field('learningRate').value).toBe('30'))
    expect(field('batchSize').value).toBe('32')
    expect(router.currentRoute.value.fullPath).toBe('/train')
  })

  it('takes a data set from the address, with settings that work for it and a pace to watch', async () => {
    const dataset = 'moons:count=300,noise=0.2,seed=5'
    bridge.answer('datasets.card', () => Promise.reject(new Error('no picture')))
    await open(`/train?dataset=${dataset}`)
    expect(router.currentRoute.value.fullPath).toBe('/train')
    expect(setup.get<HTMLSelectElement>('#field-dataset').element.value).toBe('moons')
    expect(field('recipe-count').value).toBe('300')
    await setup.get('#field-recipe-noise').setValue('0,3')
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(started[0].config).toMatchObject({
      dataset: 'moons:count=300,noise=0.3,seed=5',
      cost: 'cross-entropy',
      hiddenLayers: [16, 16]
    })
    expect(started[0].pace).toBeGreaterThan(0)
  })

  it('says why a run could not be started', async () => {
    bridge.answer('runs.start', () => Promise.reject(new Error('no disk')))
    await open('/train')
    await setup.get('form').trigger('submit')
    await flushPromises()
    expect(setup.get('[role="alert"]').text()).toContain('no disk')
    expect(router.currentRoute.value.params.runId).toBeFalsy()
  })
})
