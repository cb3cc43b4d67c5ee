import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { calm } from './calm'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a calm value', () => {
  it('is told at most once in its interval, and then as it is by that time', async () => {
    const number = shallowRef(1)
    const scope = effectScope()
    const told = scope.run(() => calm(() => number.value, 1000, []))
    number.value = 2
    await nextTick()
    number.value = 3
    await nextTick()
    expect(told?.value).toBe(1)
    vi.advanceTimersByTime(999)
    expect(told?.value).toBe(1)
    vi.advanceTimersByTime(1)
    expect(told?.value).toBe(3)
    number.value = 4
    await nextTick()
    scope.stop()
    vi.advanceTimersByTime(5000)
    expect(told?.value).toBe(3)
  })

  it('is told at once where something else says so', async () => {
    const number = shallowRef(1)
    const list = shallowRef('a')
    const scope = effectScope()
    const told = scope.run(() =>
      calm(() => `${list.value}${number.value}`, 1000, [() => list.value.length])
    )
    number.value = 2
    list.value = 'ab'
    expect(told?.value).toBe('ab2')
    list.value = 'cd'
    await nextTick()
    expect(told?.value).toBe('ab2')
    scope.stop()
  })
})
