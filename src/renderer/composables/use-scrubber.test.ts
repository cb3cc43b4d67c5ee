import { effectScope, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CheckpointSummary } from '../../shared/run'
import { makeCheckpoint } from '../testing/runs'
import { useScrubber, type Scrubber } from './use-scrubber'

/** Latest first, as they are read. */
const after = (...epochs: number[]): CheckpointSummary[] =>
  epochs.map((epoch) => makeCheckpoint(epoch)).reverse()

describe('useScrubber', () => {
  let scope: EffectScope
  const checkpoints = shallowRef<readonly CheckpointSummary[]>([])

  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
  })

  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  function use(found: CheckpointSummary[]): Scrubber {
    checkpoints.value = found
    const scrubber = scope.run(() => useScrubber(() => checkpoints.value))
    if (!scrubber) throw new Error('the scope has ended')
    return scrubber
  }

  it('has none to choose from at the start', () => {
    const { index, chosen, choose, play, playing } = use([])
    choose(3)
    play()
    expect([index.value, chosen.value, playing.value]).toEqual([-1, undefined, false])
  })

  it('stands at the latest, and follows it while a run goes on', () => {
    const { chosen } = use(after(0, 1))
    expect(chosen.value?.epoch).toBe(1)
    checkpoints.value = after(0, 1, 2)
    expect(chosen.value?.epoch).toBe(2)
  })

  it('stays where it was put while others come and go', () => {
    const { chosen, choose } = use(after(0, 1, 2))
    choose(1)
    checkpoints.value = after(0, 1, 2, 3)
    expect(chosen.value?.epoch).toBe(1)
    checkpoints.value = after(1, 3)
    expect(chosen.value?.epoch).toBe(1)
  })

  it('goes to the nearest when the chosen one is removed', () => {
    const { chosen, choose } = use(after(0, 4, 7, 8))
    choose(2)
    checkpoints.value = after(0, 4, 8)
    expect(chosen.value?.epoch).toBe(8)
    checkpoints.value = after(0, 4)
    expect(chosen.value?.epoch).toBe(4)
  })

  it('goes no further than the ends', () => {
    const { index, choose } = use(after(0, 1, 2))
    choose(-1)
    expect(index.value).toBe(0)
    choose(7)
    expect(index.value).toBe(2)
  })

  it('plays from the first to the last, and stops there', () => {
    const { index, play, playing } = use(after(0, 1, 2))
    play()
    expect([index.value, playing.value]).toEqual([0, true])
    vi.advanceTimersToNextTimer()
    expect([index.value, playing.value]).toEqual([1, true])
    vi.advanceTimersToNextTimer()
    expect([index.value, playing.value]).toEqual([2, false])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('plays on from where it stands, until it is moved', () => {
    const { index, choose, play, playing } = use(after(0, 1, 2, 3))
    choose(1)
    play()
    vi.advanceTimersToNextTimer()
    expect(index.value).toBe(2)
    choose(0)
    expect([playing.value, vi.getTimerCount()]).toEqual([false, 0])
  })

  it('leaves no timer behind', () => {
    use(after(0, 1, 2)).play()
    expect(vi.getTimerCount()).toBe(1)
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('begins anew with another run', async () => {
    const { chosen, choose, play, playing } = use(after(0, 1, 2))
    choose(0)
    play()
    checkpoints.value = [5, 6].map((epoch) => makeCheckpoint(epoch, { runId: 2, id: epoch }))
    await Promise.resolve()
    expect([chosen.value?.epoch, playing.value]).toEqual([6, false])
  })
})
