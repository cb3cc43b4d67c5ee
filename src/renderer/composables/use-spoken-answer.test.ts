import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useAnnouncer } from './use-announcer'
import { useSpokenAnswer } from './use-spoken-answer'

describe('useSpokenAnswer', () => {
  let scope: EffectScope
  const key = ref<string | null>(null)
  const { sentence, announce } = useAnnouncer()

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    key.value = null
    announce('nothing')
    scope = effectScope()
    scope.run(() =>
      useSpokenAnswer(
        () => key.value,
        () => `It is ${String(key.value)}`
      )
    )
  })

  afterEach(() => {
    scope.stop()
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  const answer = async (digit: string | null): Promise<void> => {
    key.value = digit
    await nextTick()
  }

  it('speaks what the drawing has become, not what it was on the way', async () => {
    await answer('1')
    await answer('7')
    expect(sentence.value).toBe('nothing')
    vi.advanceTimersByTime(5000)
    expect(sentence.value).toBe('It is 7')
  })

  it('does not repeat itself', async () => {
    await answer('7')
    vi.advanceTimersByTime(5000)
    announce('something else')
    await answer('1')
    await answer('7')
    vi.advanceTimersByTime(5000)
    expect(sentence.value).toBe('something else')
  })

  it('is silent when the pad is cleared, and speaks the same answer to a new drawing', async () => {
    await answer('7')
    await answer(null)
    vi.advanceTimersByTime(5000)
    expect(sentence.value).toBe('nothing')
    await answer('7')
    vi.advanceTimersByTime(5000)
    announce('something else')
    await answer(null)
    await answer('7')
    vi.advanceTimersByTime(5000)
    expect(sentence.value).toBe('It is 7')
  })
})
