import type { RateChange } from '../shared/run'
import { stepsPerEpoch, type RunConfig } from '../shared/run-config'
import type { Optimiser, StepPlan } from './engine'
import { epochOrder, epochShifts } from './order'
import { learningRateAt } from './schedule'

/** What the engine is told to do, step by step, over a whole run. */
export interface StepPlans {
  readonly batchSize: number
  readonly stepsPerEpoch: number
  readonly totalSteps: number
  /** How many steps may be one call of the engine, from `step` on: `limit`, or fewer. */
  portion(step: number, limit: number): number
  /** `count` steps from `step` on, all of one epoch. */
  plan(step: number, count: number): StepPlan
  rateAt(step: number): number
  /** Takes the place of all changes from its step on. */
  changeRate(change: RateChange): void
}

function optimiserOf({ optimiser, momentum }: RunConfig): Optimiser {
  return optimiser === 'momentum' ? { kind: 'momentum', momentum } : { kind: optimiser }
}

/** @param members the examples that are learnt from */
export function createStepPlans(
  config: RunConfig,
  members: Uint32Array,
  knownChanges: readonly RateChange[]
): StepPlans {
  const batchSize = Math.min(config.batchSize, members.length)
  const stepsAnEpoch = stepsPerEpoch(members.length, batchSize)
  const totalSteps = stepsAnEpoch * config.epochs
  const penalty = config.l2 / members.length
  const optimiser = optimiserOf(config)
  let changes = [...knownChanges]
  let drawn: { epoch: number; order: Uint32Array; shifts: Int8Array | null } | null = null

  /** Drawn once an epoch, when its first step is due. */
  function draw(epoch: number): NonNullable<typeof drawn> {
    if (drawn?.epoch !== epoch) {
      drawn = {
        epoch,
        order: epochOrder(members, config.seed, epoch),
        shifts: epochShifts(members.length, config.shift, config.seed, epoch)
      }
    }
    return drawn
  }

  const rateAt = (step: number): number =>
    learningRateAt({ config, stepsPerEpoch: stepsAnEpoch, totalSteps, changes }, step)

  /**
   * Whether the penalty may throw weights across 0 and further away with every step. They can become
   * infinite while the cost stays small, and the engine looks at them once a call.
   */
  function growsUnseen(): boolean {
    const examplesSummed = config.reduction === 'sum' ? batchSize : 1
    const rates = [config, ...changes].map(({ learningRate }) => learningRate)
    return Math.max(...rates) * penalty * examplesSummed > 2
  }

  return {
    batchSize,
    stepsPerEpoch: stepsAnEpoch,
    totalSteps,
    portion(step, limit) {
      const left = Math.min(stepsAnEpoch - (step % stepsAnEpoch), totalSteps - step)
      return Math.min(growsUnseen() ? 1 : limit, limit, left)
    },
    plan(step, count) {
      const { order, shifts } = draw(Math.floor(step / stepsAnEpoch))
      const first = (step % stepsAnEpoch) * batchSize
      const end = Math.min(first + count * batchSize, members.length)
      return {
        order: order.subarray(first, end),
        batchSize,
        rates: Float32Array.from({ length: count }, (_, index) => rateAt(step + index)),
        optimiser,
        firstStep: step,
        reduction: config.reduction,
        penalty,
        shifts: shifts && shifts.subarray(2 * first, 2 * end)
      }
    },
    rateAt,
    changeRate(change) {
      changes = [...changes.filter((earlier) => earlier.step < change.step), change]
    }
  }
}
