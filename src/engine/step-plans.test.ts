import { describe, expect, it } from 'vitest'
import type { RateChange } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import { createStepPlans, type StepPlans } from './step-plans'
import { counting } from './testing/plan'
import { SMALL_CONFIG } from './testing/small-run'

/** Ten examples by fours: three steps an epoch, three epochs. */
function plans(
  changes: Partial<RunConfig> = {},
  rateChanges: readonly RateChange[] = []
): StepPlans {
  return createStepPlans({ ...SMALL_CONFIG, ...changes }, counting(10), rateChanges)
}

describe('the steps of one call', () => {
  it('are as many as asked for, and all of one epoch', () => {
    expect(plans()).toMatchObject({ batchSize: 4, stepsPerEpoch: 3, totalSteps: 9 })
    expect([0, 1, 2, 3].map((step) => plans().portion(step, 2))).toEqual([2, 2, 1, 2])
    expect(plans().portion(3, 100)).toBe(3)
    expect(plans().portion(9, 100)).toBe(0)
  })

  it('meet all examples of the epoch, the last few in a smaller batch', () => {
    const whole = plans().plan(3, 3)
    const parts = [plans().plan(3, 1), plans().plan(4, 2)]
    expect(parts.map(({ order }) => order.length)).toEqual([4, 6])
    expect(parts.flatMap(({ order }) => [...order])).toEqual([...whole.order])
    expect(parts.flatMap(({ shifts }) => [...(shifts ?? [])])).toEqual([...(whole.shifts ?? [])])
    expect(parts.flatMap(({ rates }) => [...rates])).toEqual([...whole.rates])
    expect(parts.map(({ firstStep }) => firstStep)).toEqual([3, 4])
  })

  it('are one where the penalty may make weights grow: rate x lambda / n above 2', () => {
    const portion = (changes: Partial<RunConfig>, rateChanges: readonly RateChange[] = []) =>
      plans(changes, rateChanges).portion(0, 3)
    expect(portion({ learningRate: 1, l2: 20 })).toBe(3)
    expect(portion({ learningRate: 1, l2: 21 })).toBe(1)
    // the penalty of a summed step counts for each example of the batch
    expect(portion({ learningRate: 1, l2: 5, reduction: 'sum' })).toBe(3)
    expect(portion({ learningRate: 1, l2: 6, reduction: 'sum' })).toBe(1)
    expect(portion({ learningRate: 1, l2: 20 }, [{ step: 2, learningRate: 2 }])).toBe(1)
    const changed = plans({ learningRate: 1, l2: 20 })
    changed.changeRate({ step: 2, learningRate: 2 })
    expect(changed.portion(0, 3)).toBe(1)
  })
})
