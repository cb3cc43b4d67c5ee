// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPad } from '../../composables/use-pad'
import { i18n } from '../../i18n'
import NetworkPicture from './NetworkPicture.vue'

describe('NetworkPicture', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('calls what is on a test image as its own data set does, whichever is offered next', async () => {
    const request = async (name: string): Promise<unknown> => ({
      ok: true,
      value:
        name === 'datasets.list'
          ? [
              { id: 'pets', classNames: ['cat', 'dog'] },
              { id: 'mnist', classNames: null }
            ]
          : { image: new Uint8Array(784), label: 1, index: 4 }
    })
    vi.stubGlobal('downhill', { request, on: () => () => undefined })
    const shown = mount(NetworkPicture, {
      props: { pad: createPad(), dataset: 'pets' },
      global: { plugins: [i18n], stubs: { PixelPicture: true } }
    })
    await flushPromises()
    await shown.find('button').trigger('click')
    await flushPromises()
    expect(shown.find('.note').text()).toBe('Test image 5, labelled dog')
    await shown.setProps({ dataset: 'mnist' })
    expect(shown.find('.note').text()).toBe('Test image 5, labelled dog')
    await shown.find('button').trigger('click')
    await flushPromises()
    expect(shown.find('.note').text()).toBe('Test image 5, labelled 1')
  })
})
