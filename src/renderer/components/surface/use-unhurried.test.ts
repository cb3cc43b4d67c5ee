import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useUnhurried } from './use-unhurried'

beforeEach(() => {
  vi.stubGlobal('window', globalThis)
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what changes all the time is told ten times a second, the last of it always, and at once what is urgent', async () => {
  const source = ref(0)
  const scope = effectScope()
  const shown = scope.run(() =>
    useUnhurried(
      () => source.value,
      (now) => now >= 100
    )
  )
  const seen = new Set<number | undefined>()
  for (let frame = 1; frame <= 50; frame++) {
    source.value = frame
    await nextTick()
    seen.add(shown?.value)
    vi.advanceTimersByTime(20)
  }
  expect(seen.size).toBe(10)
  vi.advanceTimersByTime(100)
  expect(shown?.value).toBe(50)

  source.value = 51
  await nextTick()
  source.value = 100
  await nextTick()
  expect(shown?.value).toBe(100)

  source.value = 52
  await nextTick()
  scope.stop()
  vi.advanceTimersByTime(1000)
  expect(shown?.value).toBe(100)
})
