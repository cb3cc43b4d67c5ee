// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { defineComponent, h, ref } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { packCurves } from '../../shared/packed'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makeCurves, makePoint } from '../testing/runs'
import { useRunCurves, type Curves } from './use-run-curves'

const live = {
  step: 1,
  epoch: 0,
  paused: false,
  stepsPerSecond: 1,
  learningRate: 1,
  engineSeconds: 1
}

describe('useRunCurves', () => {
  let bridge: FakeBridge
  let answers: ((packed: Uint8Array) => void)[]
  const runIds = ref([1])

  function mountCurves(): { curves: Curves; unmount: () => void } {
    let curves: Curves | undefined
    const wrapper = mount(
      defineComponent({
        setup() {
          curves = useRunCurves(runIds)
          return () => h('div')
        }
      })
    )
    if (!curves) throw new Error('not set up')
    return { curves, unmount: () => wrapper.unmount() }
  }

  const news = (runId: number, block: number): void =>
    bridge.emit('training.progress', { runId, points: [makePoint(block)], epochs: [], live })
  const blocks = (curves: Curves, runId: number): number[] | undefined =>
    curves.curves.value.get(runId)?.points.map(({ block }) => block)

  beforeEach(() => {
    bridge = installFakeBridge()
    answers = []
    runIds.value = [1]
    bridge.answer('runs.curves', () => new Promise((resolve) => answers.push(resolve)))
  })

  it('reads the curves and appends the news', async () => {
    const { curves, unmount } = mountCurves()
    await vi.waitFor(() => answers[0](packCurves([makeCurves(0, 2)])))
    await vi.waitFor(() => expect(blocks(curves, 1)).toEqual([0, 1]))
    news(1, 2)
    news(99, 7)
    await vi.waitFor(() => expect(blocks(curves, 1)).toEqual([0, 1, 2]))
    unmount()
  })

  it('loses no news that come before the curves are read', async () => {
    const { curves, unmount } = mountCurves()
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    news(1, 2)
    answers[0](packCurves([makeCurves(0, 2)]))
    await vi.waitFor(() => expect(blocks(curves, 1)).toEqual([0, 1, 2]))
    unmount()
  })

  it('reads only what it does not have, and forgets what is no longer asked for', async () => {
    const { curves, unmount } = mountCurves()
    await vi.waitFor(() => answers[0](packCurves([makeCurves(0, 1)])))
    runIds.value = [1, 2]
    await vi.waitFor(() => answers[1](packCurves([makeCurves(0, 3, 2)])))
    await vi.waitFor(() => expect([...curves.curves.value.keys()]).toEqual([1, 2]))
    runIds.value = [2]
    await vi.waitFor(() => expect([...curves.curves.value.keys()]).toEqual([2]))
    unmount()
  })

  it('gathers the news of a run among others, and tells them all', async () => {
    runIds.value = [1, 2]
    const { curves, unmount } = mountCurves()
    await vi.waitFor(() => answers[0](packCurves([makeCurves(0, 1), makeCurves(0, 1, 2)])))
    await vi.waitFor(() => expect(curves.curves.value.size).toBe(2))
    vi.useFakeTimers()
    try {
      news(1, 1)
      news(1, 2)
      expect(blocks(curves, 1)).toEqual([0])
      vi.runAllTimers()
      expect(blocks(curves, 1)).toEqual([0, 1, 2])
    } finally {
      vi.useRealTimers()
      unmount()
    }
  })

  it('tells why curves cannot be read', async () => {
    bridge.answer('runs.curves', () => Promise.reject(new Error('gone')))
    const { curves, unmount } = mountCurves()
    await vi.waitFor(() => expect(curves.error.value).toMatchObject({ code: 'internal' }))
    unmount()
  })

  it('stops listening with its component', () => {
    const { unmount } = mountCurves()
    expect(bridge.listeners('training.progress')).toBe(1)
    unmount()
    expect(bridge.listeners('training.progress')).toBe(0)
  })
})
