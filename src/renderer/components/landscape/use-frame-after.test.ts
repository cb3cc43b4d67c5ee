import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useFrameAfter } from './use-frame-after'

let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => frames.push(paint))
  vi.stubGlobal('cancelAnimationFrame', () => (frames = []))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

function frame(): void {
  const due = frames
  frames = []
  for (const paint of due) paint()
}

test('the picture comes in the frame after its words, and always the newest one', async () => {
  const source = ref(0)
  const scope = effectScope()
  const shown = scope.run(() => useFrameAfter(() => source.value))
  source.value = 1
  await nextTick()
  frame()
  expect(shown?.value).toBe(0)
  source.value = 2
  await nextTick()
  frame()
  expect(shown?.value).toBe(2)
  source.value = 3
  await nextTick()
  scope.stop()
  frame()
  frame()
  expect(shown?.value).toBe(2)
})
