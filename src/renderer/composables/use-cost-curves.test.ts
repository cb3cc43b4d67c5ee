import { effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import type { StudyInput } from '../../shared/study'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { spreadOver, useCostCurves } from './use-cost-curves'

it('spreads places evenly from end to end', () => {
  expect(spreadOver(4, 5)).toEqual([-4, -2, 0, 2, 4])
})

describe('useCostCurves', () => {
  let scope: EffectScope
  let bridge: FakeBridge
  const value = ref(1)

  beforeEach(() => {
    scope = effectScope()
    bridge = installFakeBridge()
    value.value = 1
  })
  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  function use(): ReturnType<typeof useCostCurves> {
    const curves = scope.run(() =>
      useCostCurves(() => ({
        at: { runId: 1, step: 0, edits: [] },
        index: 7,
        value: value.value,
        reach: 8,
        count: 20
      }))
    )
    if (!curves) throw new Error('the scope has ended')
    return curves
  }

  /** As if the cost were the weight squared, and a stair of height 1 at 0 with step neurons. */
  function answer({ factors, activation, deltas }: StudyInput<'study.nudge'>): {
    before: number
    count: number
    changes: number[]
    promised: number
  } {
    expect(deltas).toEqual([{ index: 7, delta: 1 }])
    const cost = (x: number): number => (activation === 'step' ? Number(x >= 0) : x * x)
    const before = cost(value.value)
    const changes = factors.map((factor) => cost(value.value + factor) - before)
    return { before, count: 20, changes, promised: 0 }
  }

  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

  it('measures the cost over the whole way, both ways of answering', async () => {
    bridge.answer('study.nudge', answer)
    const { found, measure, progress, busy } = use()
    expect(found.value).toBeNull()
    measure()
    await settle()
    expect([progress.value, busy.value]).toEqual([1, false])
    const { step, sigmoid } = found.value?.curves ?? { step: [], sigmoid: [] }
    expect(sigmoid).toHaveLength(183)
    for (const { x, y } of sigmoid) expect(y).toBeCloseTo(x * x, 9)
    for (const { x, y } of step) expect(y).toBe(Number(x >= 0))
    expect([sigmoid[0].x, sigmoid[182].x]).toEqual([-8, 8])
  })

  it('shows no curve of another weight, and tells what went wrong', async () => {
    bridge.answer('study.nudge', answer)
    const { found, error, measure } = use()
    measure()
    await settle()
    value.value = 2
    await settle()
    expect(found.value).toBeNull()
    bridge.answer('study.nudge', () => {
      throw new Error('no')
    })
    measure()
    await settle()
    expect(error.value).toMatchObject({ code: 'internal' })
    expect(found.value).toBeNull()
  })

  it('can be called off, and asked for again', async () => {
    const waiting: ((reason: Error) => void)[] = []
    bridge.answer('study.nudge', () => new Promise((_resolve, reject) => waiting.push(reject)))
    bridge.answer('study.cancel', () => {
      waiting.shift()?.(new DownhillError('cancelled', 'It was called off.'))
      return null
    })
    const { found, busy, error, measure, cancel } = use()
    measure()
    await settle()
    expect(busy.value).toBe(true)
    cancel()
    await settle()
    expect([busy.value, error.value, found.value]).toEqual([false, null, null])
    bridge.answer('study.nudge', answer)
    measure()
    await settle()
    expect(found.value).not.toBeNull()
  })
})
