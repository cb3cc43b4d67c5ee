import { parametersToBytes } from '../../src/engine/network'
import { isOnSchedule } from '../../src/shared/checkpoint-policy'
import { randomStream, type RandomStream } from '../../src/shared/random'
import type { CheckpointRole, EpochMetrics } from '../../src/shared/run'
import { parameterCount, type RunConfig } from '../../src/shared/run-config'
import type { NewCheckpoint } from '../../src/shared/trainer-protocol'
import { sha256 } from '../../src/store/checkpoint-hash'

/** policy: as training keeps them. ends: the start and the last, as if the others had been removed. */
export type KeptWeights = 'policy' | 'ends'

/** Sets of numbers, each as many as there are parameters, that the optimisers remember. */
const REMEMBERED = { plain: 0, momentum: 1, adam: 2 } as const

export interface WeightOptions {
  config: RunConfig
  layers: readonly number[]
  epochs: readonly EpochMetrics[]
  kept: KeptWeights
  random: RandomStream
}

/** Numbers of which each checkpoint gets a stretch: to draw them anew would take longer than to store them. */
const POOL = drawPool(2_000_000)

/** A run's checkpoints in the order of its descent, each with bytes of its own. */
export function makeCheckpoints(options: WeightOptions): NewCheckpoint[] {
  const { config, layers, epochs, kept, random } = options
  const last = epochs[epochs.length - 1]
  const best = epochs.reduce((one, other) => (other.testAccuracy > one.testAccuracy ? other : one))
  const roles = (epoch: EpochMetrics): CheckpointRole[] => {
    if (kept === 'ends') return epoch === epochs[0] || epoch === last ? ['schedule'] : []
    const reasons: CheckpointRole[] = []
    if (isOnSchedule(epoch.epoch, config.epochs)) reasons.push('schedule')
    if (epoch === best) reasons.push('best')
    return reasons.length === 0 && epoch === last ? ['latest'] : reasons
  }
  const count = parameterCount(layers)
  return epochs.flatMap((epoch) => {
    const reasons = roles(epoch)
    if (reasons.length === 0) return []
    const parameters = someNumbers(count, random)
    const remembered = REMEMBERED[config.optimiser]
    const state = {
      epoch: epoch.epoch,
      step: epoch.step,
      parameters,
      optimiserState: remembered > 0 ? someNumbers(remembered * count, random) : null,
      sums: {
        epochCost: 0,
        epochCorrect: 0,
        epochExamples: 0,
        blockCost: 0,
        blockSteps: 0,
        engineSeconds: epoch.engineSeconds
      },
      sha256: sha256(parameters)
    }
    return reasons.map((role) => ({ ...state, role }))
  })
}

function drawPool(count: number): Float32Array {
  const random = randomStream(0, 'noise')
  return Float32Array.from({ length: count }, () => 0.1 * random.normal())
}

/** Another stretch of the pool each time. @returns as stored */
function someNumbers(count: number, random: RandomStream): Uint8Array {
  if (count > POOL.length) throw new RangeError(`At most ${POOL.length} numbers, not ${count}.`)
  const from = random.below(POOL.length - count + 1)
  return parametersToBytes(POOL.subarray(from, from + count))
}
