// @vitest-environment happy-dom
import { effectScope, nextTick, type ComputedRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { imageOnTheWay } from '../../../shared/digit-image'
import { createPad, type Pad } from '../../composables/use-pad'
import { usePreferences } from '../../composables/use-preferences'
import { useCentringMovement } from './use-centring-movement'

describe('useCentringMovement', () => {
  const { choose } = usePreferences()
  let scope: EffectScope
  let pad: Pad
  let shown: ComputedRef<Uint8Array>
  let frames: Map<number, FrameRequestCallback>

  beforeEach(() => {
    frames = new Map()
    let last = 0
    vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
      frames.set(++last, callback)
      return last
    })
    vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id))
    choose({ motion: 'full' })
    pad = createPad()
    scope = effectScope()
    shown = scope.run(() => useCentringMovement(pad)) as ComputedRef<Uint8Array>
  })

  afterEach(() => {
    scope.stop()
    choose({ motion: 'system' })
    vi.unstubAllGlobals()
  })

  function frame(time: number): void {
    const due = [...frames.values()]
    frames.clear()
    for (const callback of due) callback(time)
  }

  async function draw(): Promise<void> {
    pad.begin({ x: 4, y: 4 })
    pad.extend([{ x: 8, y: 9 }])
    await nextTick()
    pad.end()
    await nextTick()
  }

  it('goes from raw to centred when the pen is lifted, and then rests there', async () => {
    await draw()
    expect(shown.value).toEqual(pad.imageAs('raw'))
    frame(1000)
    frame(1175)
    expect(shown.value).toEqual(imageOnTheWay(pad.content.value.strokes, 0.5))
    frame(1350)
    expect(shown.value).toBe(pad.image.value)
    expect(frames.size).toBe(0)
  })

  it('goes back when the switch is pressed', async () => {
    await draw()
    frame(0)
    frame(400)
    pad.preparation.value = 'raw'
    await nextTick()
    expect(shown.value).toEqual(imageOnTheWay(pad.content.value.strokes, 1))
    frame(500)
    frame(900)
    expect(shown.value).toEqual(pad.imageAs('raw'))
  })

  it('ends at once when the pen is put down again', async () => {
    await draw()
    pad.begin({ x: 20, y: 20 })
    expect(shown.value).toBe(pad.image.value)
    expect(frames.size).toBe(0)
  })

  it('does without for those who want less motion', async () => {
    choose({ motion: 'reduced' })
    await draw()
    expect(shown.value).toBe(pad.image.value)
  })
})
