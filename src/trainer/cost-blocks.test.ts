import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCostBlocks } from './cost-blocks'

const NO_SUMS = { blockCost: 0, blockSteps: 0 }

describe('the thinned cost curve', () => {
  it('keeps every step of a short run', () => {
    const blocks = createCostBlocks(3, 0, NO_SUMS)
    expect(blocks.add(Float64Array.of(5, 4))).toEqual([
      { block: 0, step: 1, cost: 5 },
      { block: 1, step: 2, cost: 4 }
    ])
    expect(blocks.end()).toEqual([])
  })

  it('keeps the means of equal blocks of a long run, the last one shorter', () => {
    const blocks = createCostBlocks(4001, 0, NO_SUMS)
    expect(blocks.add(Float64Array.of(1, 2, 6, 3))).toEqual([{ block: 0, step: 3, cost: 3 }])
    expect(blocks.sums()).toEqual({ blockCost: 3, blockSteps: 1 })
    expect(blocks.add(Float64Array.of(5))).toEqual([])
    expect(blocks.end()).toEqual([{ block: 1, step: 5, cost: 4 }])
  })

  it('leaves empty what is not finite', () => {
    const blocks = createCostBlocks(4001, 0, NO_SUMS)
    blocks.add(Float64Array.of(1, Infinity))
    expect(blocks.end()).toEqual([{ block: 0, step: 2, cost: null }])
  })

  it('comes out the same however it is cut and taken up again', () => {
    const costs = Float64Array.from({ length: 5000 }, (_, index) => Math.sin(index) ** 2)
    const whole = createCostBlocks(5000, 0, NO_SUMS)
    const points = [...whole.add(costs), ...whole.end()]
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), (cut) => {
        const before = createCostBlocks(5000, 0, NO_SUMS)
        const first = before.add(costs.subarray(0, cut))
        const after = createCostBlocks(5000, cut, JSON.parse(JSON.stringify(before.sums())))
        expect([...first, ...after.add(costs.subarray(cut)), ...after.end()]).toEqual(points)
      }),
      { seed: 1, numRuns: 50 }
    )
  })
})
