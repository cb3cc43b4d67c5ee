// @vitest-environment happy-dom
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPad, type Pad } from '../../composables/use-pad'
import { i18n } from '../../i18n'
import SaveDrawing from './SaveDrawing.vue'

vi.mock('vue-router', () => ({ useRoute: () => ({ query: {} }), RouterLink: RouterLinkStub }))

interface Asked {
  name: string
  input: { label: number; drawingIds?: number[] }
}

describe('SaveDrawing', () => {
  let asked: Asked[]
  let pad: Pad
  let saved: { added: number[]; present: number }

  beforeEach(() => {
    asked = []
    saved = { added: [12], present: 0 }
    pad = createPad()
    const request = async (name: string, input: Asked['input']): Promise<unknown> => {
      if (name === 'drawings.list') return { ok: false, error: { code: 'internal' } }
      asked.push({ name, input: structuredClone(input) })
      return { ok: true, value: saved }
    }
    vi.stubGlobal('downhill', { request, on: () => () => undefined })
  })
  afterEach(() => vi.unstubAllGlobals())

  function show(): ReturnType<typeof mount> {
    return mount(SaveDrawing, {
      props: { pad },
      global: { plugins: [i18n] }
    })
  }

  function draw(): void {
    pad.begin({ x: 3, y: 4 })
    pad.extend([{ x: 9, y: 9 }])
    pad.end()
  }

  const press = async (shown: ReturnType<typeof mount>, digit: number): Promise<void> => {
    await shown.findAll('button')[digit].trigger('click')
    await flushPromises()
  }

  it('keeps a drawing under the digit that is pressed', async () => {
    const shown = show()
    expect(shown.findAll('button').every((each) => 'disabled' in each.attributes())).toBe(true)
    draw()
    await flushPromises()
    await press(shown, 7)
    expect(asked).toMatchObject([{ name: 'drawings.save', input: { label: 7 } }])
    expect(shown.find('.said').text()).toContain('Kept as a 7.')
    expect(shown.findAll('button')[7].attributes('aria-pressed')).toBe('true')
  })

  it('mends a slip instead of keeping the same drawing twice', async () => {
    const shown = show()
    draw()
    await flushPromises()
    await press(shown, 1)
    await press(shown, 7)
    expect(asked[1]).toEqual({
      name: 'drawings.relabel',
      input: { drawingIds: [12], label: 7 }
    })
    await press(shown, 7)
    expect(asked).toHaveLength(2)
    draw()
    await flushPromises()
    expect(shown.find('.said').text()).toBe('')
    await press(shown, 7)
    expect(asked[2].name).toBe('drawings.save')
  })

  it('says where this very drawing is kept already', async () => {
    saved = { added: [], present: 1 }
    const shown = show()
    draw()
    await flushPromises()
    await press(shown, 3)
    expect(shown.find('.said').text()).toContain('kept already')
  })
})
