import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import type { Landscape, LandscapeInput } from '../../shared/landscape'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { useLandscape, type LandscapeControl } from './use-landscape'

const FIRST: LandscapeInput = { runIds: [1], plane: 'path', seed: 1, size: 25, examples: 1000 }
const OTHER: LandscapeInput = { ...FIRST, plane: 'random' }

const landscape: Landscape = {
  xs: [0, 1],
  ys: [0, 1],
  costs: [1, 2, null, 4],
  centreCost: 1,
  paths: [],
  damaged: { count: 0, last: false },
  explained: [1],
  examples: 1000,
  seconds: 1,
  control: null
}
const news = { done: 1, of: 4, xs: [0, 1], ys: [0, 1], paths: [] }
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('useLandscape', () => {
  const wish = shallowRef<LandscapeInput>(FIRST)
  let asked: { wish: LandscapeInput; answer: () => void; fail: (error: Error) => void }[]
  let cancelled: number
  let bridge: FakeBridge
  let scope: EffectScope
  let control: LandscapeControl

  beforeEach(() => {
    asked = []
    cancelled = 0
    bridge = installFakeBridge()
    bridge.answer(
      'landscape.compute',
      (input) =>
        new Promise((resolve, reject) => {
          asked.push({ wish: input, answer: () => resolve(landscape), fail: reject })
        })
    )
    bridge.answer('landscape.cancel', () => {
      cancelled++
      return null
    })
    wish.value = FIRST
    scope = effectScope()
    scope.run(() => (control = useLandscape(() => wish.value)))
  })

  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  it('asks at once, and shows what comes before the answer as far as it is known', async () => {
    expect(asked.map((each) => each.wish)).toEqual([FIRST])
    expect(control.picture.value).toBeNull()
    bridge.emit('landscape.progress', { ...news, wish: FIRST, cells: [{ place: 3, cost: 4 }] })
    expect([...(control.picture.value?.values ?? [])]).toEqual([NaN, NaN, NaN, 4])
    bridge.emit('landscape.progress', {
      ...news,
      done: 2,
      wish: FIRST,
      cells: [{ place: 2, cost: null }]
    })
    expect([...(control.picture.value?.values ?? [])]).toEqual([NaN, NaN, Infinity, 4])
    expect(control.progress.value).toEqual({ done: 2, of: 4 })
    asked[0].answer()
    await settle()
    expect([...(control.picture.value?.values ?? [])]).toEqual([1, 2, Infinity, 4])
    expect(control.landscape.value).toEqual(landscape)
    expect(control.progress.value).toBeNull()
  })

  it('asks anew when the wish changes, and hears nothing more of the old one', async () => {
    wish.value = OTHER
    await nextTick()
    expect(asked.map((each) => each.wish)).toEqual([FIRST, OTHER])
    bridge.emit('landscape.progress', { ...news, wish: FIRST, cells: [{ place: 3, cost: 4 }] })
    expect(control.picture.value).toBeNull()
    asked[0].fail(new DownhillError('cancelled', 'Called off.'))
    await settle()
    expect(control.progress.value).not.toBeNull()
    asked[1].answer()
    await settle()
    expect(control.landscape.value).toEqual(landscape)
    wish.value = { ...OTHER }
    await nextTick()
    expect(asked).toHaveLength(2)
  })

  it('keeps what is known when it is called off, and says no more than that', async () => {
    bridge.emit('landscape.progress', { ...news, wish: FIRST, cells: [{ place: 3, cost: 4 }] })
    control.cancel()
    expect(cancelled).toBe(1)
    asked[0].fail(new DownhillError('cancelled', 'Called off.'))
    await settle()
    expect(control.progress.value).toBeNull()
    expect(control.error.value).toBeNull()
    expect(control.picture.value).not.toBeNull()
    control.cancel()
    expect(cancelled).toBe(1)
    void control.compute()
    expect(asked).toHaveLength(2)
  })

  it('tells why there is none', async () => {
    asked[0].fail(new DownhillError('no-path', 'No path.'))
    await settle()
    expect(control.error.value).toMatchObject({ code: 'no-path' })
    void control.compute()
    expect(control.error.value).toBeNull()
  })

  it('calls it off when the screen is left', () => {
    scope.stop()
    expect(cancelled).toBe(1)
    expect(bridge.listeners('landscape.progress')).toBe(0)
  })
})
