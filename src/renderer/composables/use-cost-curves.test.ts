import { effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

  it('measures the cost over the whole way, both ways of answering', async () => {
    bridge.answer('study.nudge', answer)
    const { found, measure, progress, busy } = use()
    await measure()
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
    await measure()
    value.value = 2
    await Promise.resolve()
    expect(found.value).toBeNull()
    bridge.answer('study.nudge', () => {
      throw new Error('no')
    })
    await measure()
    expect(error.value).toMatchObject({ code: 'internal' })
    expect(found.value).toBeNull()
  })
})
