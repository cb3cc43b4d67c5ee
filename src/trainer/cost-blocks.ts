import { costBlockLength, type CostPoint } from '../shared/run'
import type { RunningSums } from '../shared/trainer-protocol'

/** The sums of the block under way. */
export type BlockSums = Pick<RunningSums, 'blockCost' | 'blockSteps'>

/** Thins the cost of every step to the means of equal blocks of steps. */
export interface CostBlocks {
  /** Takes the costs of consecutive steps, and returns the blocks that they complete. */
  add(costs: Float64Array): CostPoint[]
  /** Ends the last block, where it is not full: the run is over. */
  end(): CostPoint[]
  sums(): BlockSums
}

/** `step` counts the steps done so far, whose block under way has come to `sums`. */
export function createCostBlocks(totalSteps: number, step: number, sums: BlockSums): CostBlocks {
  const length = costBlockLength(totalSteps)
  let { blockCost, blockSteps } = sums

  function take(): CostPoint {
    const mean = blockCost / blockSteps
    const block = Math.floor((step - 1) / length)
    blockCost = 0
    blockSteps = 0
    return { block, step, cost: Number.isFinite(mean) ? mean : null }
  }

  return {
    add(costs) {
      const points: CostPoint[] = []
      for (const cost of costs) {
        step++
        blockCost += cost
        blockSteps++
        if (blockSteps === length) points.push(take())
      }
      return points
    },
    end: () => (blockSteps > 0 ? [take()] : []),
    sums: () => ({ blockCost, blockSteps })
  }
}
