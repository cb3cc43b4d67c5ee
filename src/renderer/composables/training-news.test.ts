// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Events } from '../../shared/contract'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makePoint } from '../testing/runs'

const live = {
  step: 1,
  epoch: 0,
  paused: false,
  stepsPerSecond: 1,
  learningRate: 1,
  engineSeconds: 1
}

describe('onTrainingNews', () => {
  let bridge: FakeBridge
  let heard: number[]
  let end: () => void

  const tell = (runId: number): void =>
    bridge.emit('training.progress', { runId, points: [makePoint(0)], epochs: [], live })

  let onTrainingNews: (listener: (news: Events['training.progress']) => void) => () => void

  beforeEach(async () => {
    // it knows when it last delivered: each test needs a fresh window, with a clock of its own
    vi.resetModules()
    ;({ onTrainingNews } = await import('./training-news'))
    vi.useFakeTimers({ toFake: ['setTimeout', 'requestAnimationFrame', 'performance'] })
    bridge = installFakeBridge()
    heard = []
    end = onTrainingNews(({ runId }) => heard.push(runId))
  })
  afterEach(() => {
    end()
    vi.useRealTimers()
  })

  it('delivers in the next frame what came before it', () => {
    tell(1)
    tell(2)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(20)
    expect(heard).toEqual([1, 2])
  })

  it('delivers at most ten times a second, and loses nothing', () => {
    let deliveries = 0
    const alsoEnd = onTrainingNews(() => deliveries++)
    let before = 0
    let times = 0
    for (let moment = 0; moment < 1000; moment += 10) {
      tell(moment)
      vi.advanceTimersByTime(10)
      if (deliveries > before) times++
      before = deliveries
    }
    vi.advanceTimersByTime(200)
    alsoEnd()
    expect(times).toBeGreaterThan(5)
    expect(times).toBeLessThanOrEqual(10)
    expect(heard).toHaveLength(100)
  })

  it('owes nothing to those who no longer listen, and delivers to whoever comes after them', () => {
    tell(1)
    end()
    // the frame that was asked for does not come: its page has gone
    vi.clearAllTimers()
    end = onTrainingNews(({ runId }) => heard.push(runId))
    tell(2)
    vi.advanceTimersByTime(200)
    expect(heard).toEqual([2])
  })

  it('does not wait for frames that do not come, while the window is hidden', () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    tell(1)
    expect(heard).toEqual([1])
    hidden.mockReturnValue(false)
    vi.advanceTimersByTime(100)
    tell(2)
    hidden.mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    expect(heard).toEqual([1, 2])
    hidden.mockRestore()
  })
})
