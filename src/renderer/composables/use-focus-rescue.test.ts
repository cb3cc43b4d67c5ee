// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { defineComponent, h, ref } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useFocusRescue } from './use-focus-rescue'

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))

describe('useFocusRescue', () => {
  const shown = ref(true)
  let screen: VueWrapper

  beforeEach(() => {
    shown.value = true
    screen = mount(
      defineComponent({
        setup() {
          useFocusRescue(shown)
          return () => [h('h1', { tabindex: -1 }), h('input'), shown.value ? h('button') : null]
        }
      }),
      { attachTo: document.body }
    )
  })
  afterEach(() => screen.unmount())

  async function hide(): Promise<void> {
    shown.value = false
    await frame()
    await frame()
  }

  it('moves the focus to the heading when its control is gone', async () => {
    screen.get('button').element.focus()
    await hide()
    expect(document.activeElement).toBe(screen.get('h1').element)
  })

  it('leaves the focus where it still has a place', async () => {
    screen.get('input').element.focus()
    await hide()
    expect(document.activeElement).toBe(screen.get('input').element)
  })

  it('takes no focus where there was none', async () => {
    await hide()
    expect(document.activeElement).toBe(document.body)
  })
})
