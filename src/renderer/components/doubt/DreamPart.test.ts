// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DoubtInput } from '../../../shared/doubt'
import { createPad, type Pad } from '../../composables/use-pad'
import { i18n } from '../../i18n'
import DreamPart from './DreamPart.vue'

const PIXELS = 784

describe('DreamPart', () => {
  let asked: DoubtInput<'doubt.dream'>[]
  let pad: Pad
  /** What the network answers after each step. */
  let output: number

  beforeEach(() => {
    asked = []
    output = 0.5
    pad = createPad()
    const request = async (_name: string, input: DoubtInput<'doubt.dream'>): Promise<unknown> => {
      asked.push(structuredClone(input))
      const frames = input.steps + 1
      const value = {
        pixels: new Float32Array(frames * PIXELS).fill(output),
        costs: Array.from({ length: frames }, (_, step) => output - step / 100),
        outputs: Array.from({ length: frames }, () => [output, output])
      }
      return { ok: true, value }
    }
    vi.stubGlobal('downhill', { request, on: () => () => undefined })
  })
  afterEach(() => vi.unstubAllGlobals())

  async function show(names: string[]): Promise<ReturnType<typeof mount>> {
    const source = { runId: 1, checkpoint: 'last' as const }
    const shared = { source, dataset: 'own', areShares: true, classNames: names, pad }
    const shown = mount(DreamPart, {
      props: { ...shared, names },
      global: { plugins: [i18n], stubs: { DreamCurve: true, PixelPicture: true } }
    })
    await flushPromises()
    return shown
  }

  it('dreams of an answer that the network has, also when another network has fewer', async () => {
    const shown = await show(['a', 'b', 'c', 'd'])
    expect(asked.map(({ wanted }) => wanted)).toEqual([3])
    await shown.setProps({ names: ['cat', 'dog'], source: { runId: 2, checkpoint: 'last' } })
    await flushPromises()
    expect(asked.at(-1)).toMatchObject({ wanted: 0, source: { runId: 2 } })
    expect(shown.text()).toContain('cat')
    expect((await show(['cat', 'dog'])).text()).not.toContain('no class')
    expect(asked.at(-1)?.wanted).toBe(0)
  })

  it('does not go on from a drawing that was cleared away', async () => {
    pad.begin({ x: 3, y: 4 })
    pad.end()
    const shown = await show(['cat', 'dog'])
    await shown.findAll('select')[1].setValue('drawing')
    await flushPromises()
    expect(asked.at(-1)?.pixels[0]).toBe(0)
    pad.clear()
    await flushPromises()
    expect(shown.findAll('select')[1].element.value).toBe('noise')
    expect(asked.at(-1)?.pixels[0]).toBeGreaterThan(0)
  })

  it('says of a diverged network that its outputs are no numbers, and takes no step with it', async () => {
    output = NaN
    const shown = await show(['cat', 'dog'])
    expect(shown.find('.verdict').text()).toContain('this run diverged')
    const before = asked.length
    await shown.find('.button-primary').trigger('click')
    await flushPromises()
    expect(asked).toHaveLength(before)
    expect(shown.find('.verdict').text()).toContain('this run diverged')
  })
})
