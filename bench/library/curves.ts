import type { CostPoint, EpochMetrics } from '../../src/shared/run'
import type { RandomStream } from '../../src/shared/random'
import type { RunConfig } from '../../src/shared/run-config'
import { learningRateAt } from '../../src/engine/schedule'

export interface CurveOptions {
  config: RunConfig
  /** Of the whole run, had it been trained to its end. */
  totalSteps: number
  /** Steps in each block of the cost curve. */
  blockLength: number
  /** The last step. */
  endStep: number
  /** The cost leaves all bounds shortly before the end. */
  diverges: boolean
  random: RandomStream
}

/** Where the cost comes from and where it goes, in epochs. */
interface Descent {
  start: number
  floor: number
  /** Most of the cost is gone after a few of the first, the rest after a few of the second. */
  quick: number
  slow: number
  /** For so long nothing seems to happen at first. */
  plateau: number
}

/** Share of the way to the end after which a diverging run takes off. */
const TAKE_OFF = 0.8

/**
 * Curves as training makes them: the cost falls fast, then slowly, after a plateau here and there,
 * and rattles the more the smaller the batches are; the accuracies follow it.
 */
export function drawCurves(options: CurveOptions): {
  points: CostPoint[]
  epochs: EpochMetrics[]
} {
  const { config, totalSteps, blockLength, endStep, diverges, random } = options
  const descent = drawDescent(config, random)
  const stepsInEpoch = totalSteps / config.epochs
  const costAt = (step: number): number => {
    const fallen = costOf(descent, step / stepsInEpoch)
    if (!diverges || step < TAKE_OFF * endStep) return fallen
    return fallen * Math.exp((20 * (step / endStep - TAKE_OFF)) / (1 - TAKE_OFF))
  }
  const rattle = 1.5 / Math.sqrt(config.batchSize * blockLength)

  const points = Array.from({ length: Math.floor(endStep / blockLength) }, (_, block) => {
    const step = (block + 1) * blockLength
    const cost = costAt(step - blockLength / 2) * (1 + rattle * random.normal())
    return { block, step, cost: Math.max(cost, 0) as number | null }
  })
  const lastPoint = points.at(-1)
  if (diverges && lastPoint) lastPoint.cost = null

  const fullEpochs = Math.floor(endStep / stepsInEpoch)
  const epochs = Array.from({ length: fullEpochs + 1 }, (_, epoch) => {
    const step = epoch * stepsInEpoch
    const during = costAt(step - stepsInEpoch / 2)
    const after = costAt(step)
    const rates = { config, stepsPerEpoch: stepsInEpoch, totalSteps, changes: [] }
    return {
      epoch,
      step,
      trainingCost: epoch === 0 ? null : during,
      trainingAccuracy: epoch === 0 ? null : accuracyFor(during, descent, random),
      testCost: after * 1.05,
      testAccuracy: accuracyFor(after * 1.05, descent, random),
      heldOutCost: null,
      heldOutAccuracy: null,
      learningRate: learningRateAt(rates, Math.max(step - 1, 0)),
      engineSeconds: 0.35 * epoch
    }
  })
  return { points, epochs }
}

function drawDescent({ cost, batchSize, hiddenLayers }: RunConfig, random: RandomStream): Descent {
  const start = (cost === 'quadratic' ? 2.6 : 2.35) * (1 + 0.05 * random.normal())
  const neurons = hiddenLayers.reduce((sum, size) => sum + size, 0)
  const quick = 0.15 * Math.sqrt(batchSize / 10) * (0.7 + 0.6 * random.uniform())
  const hasPlateau = cost === 'quadratic' && random.uniform() < 0.2
  return {
    start,
    floor: (start * (0.02 + 0.05 * random.uniform())) / (1 + neurons / 50),
    quick,
    slow: 20 * quick,
    plateau: hasPlateau ? 3 * random.uniform() : 0
  }
}

function costOf({ start, floor, quick, slow, plateau }: Descent, epochs: number): number {
  const time = Math.max(0, epochs - plateau)
  return floor + (start - floor) * (0.85 * Math.exp(-time / quick) + 0.15 * Math.exp(-time / slow))
}

/** A tenth right by chance where the cost is what it was at the start, and nearly all at its floor. */
function accuracyFor(cost: number, { start, floor }: Descent, random: RandomStream): number {
  const left = Math.min(1, Math.max(0, (cost - floor) / (start - floor)))
  const right = 0.1 + 0.87 * (1 - left ** 0.8) + 0.002 * random.normal()
  return Math.round(10_000 * Math.min(1, Math.max(0, right))) / 10_000
}
