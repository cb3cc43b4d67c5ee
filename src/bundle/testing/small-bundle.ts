import { createHash } from 'node:crypto'
import { PRESETS } from '../../shared/presets'
import { parameterCount } from '../../shared/run-config'
import type { CheckpointRecord, TransferredRun } from '../../shared/transfer'
import type { Bundle } from '../bundle'

const LAYERS = [784, 3, 10]
const PARAMETERS = parameterCount(LAYERS)
const STEPS_PER_EPOCH = 4
const PARENT = '00000000-0000-4000-8000-ffffffffffff'

function floats(count: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(count * 4)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < count; index++) view.setFloat32(index * 4, seed + index / 7, true)
  return bytes
}

/** A run of three epochs, with a checkpoint after each and one in the middle of the third. */
export function smallRun(
  seed: number,
  changes: Partial<TransferredRun['record']> = {}
): TransferredRun {
  const steps = [0, 4, 8, 10]
  const weights = steps.map((step) => ({
    parameters: floats(PARAMETERS, seed + step),
    optimiserState: floats(PARAMETERS, seed - step)
  }))
  const checkpoints = steps.map((step, index): CheckpointRecord => {
    const sha256 = createHash('sha256').update(weights[index].parameters).digest('hex')
    return {
      epoch: Math.floor(step / STEPS_PER_EPOCH),
      step,
      onSchedule: step !== 10,
      isBest: step === 8,
      sha256,
      optimiserSlots: 1,
      sums: {
        // of the epoch under way alone
        ...(step % STEPS_PER_EPOCH === 0
          ? { epochCost: 0, epochCorrect: 0, epochExamples: 0 }
          : { epochCost: 0.5, epochCorrect: 3, epochExamples: 8 }),
        blockCost: 0,
        blockSteps: 0,
        engineSeconds: step / 10
      }
    }
  })
  const id = String(seed).padStart(12, '0')
  return {
    record: {
      uuid: `00000000-0000-4000-8000-${id}`,
      name: `Ünter ${seed}`,
      author: null,
      config: {
        ...PRESETS.plain,
        hiddenLayers: [3],
        optimiser: 'momentum',
        momentum: 0.5,
        epochs: 3,
        seed
      },
      layers: LAYERS,
      datasetFingerprint: 'f'.repeat(64),
      numerics: 2,
      rateChanges: [{ step: 5, learningRate: 0.1 + 0.2 }],
      status: 'stopped',
      createdAt: '2025-03-01T12:00:00.123Z',
      step: 10,
      totalSteps: 12,
      epoch: 2,
      finalTraining: null,
      engineSeconds: 1.25,
      note: 'Falls\nslowly.',
      tags: ['homework', 'sigmoid'],
      forkedFrom: { uuid: PARENT, name: 'Ünter 0', epoch: 1, step: 5 },
      points: [1, 2, 3, 4, 5].map((step) => ({
        block: step - 1,
        step,
        cost: step === 3 ? null : 1 / step
      })),
      epochs: [0, 1, 2].map((epoch) => ({
        epoch,
        step: epoch * STEPS_PER_EPOCH,
        trainingCost: epoch === 0 ? null : 1 / 3,
        trainingAccuracy: epoch === 0 ? null : 0.7,
        testCost: 0.1 * epoch,
        testAccuracy: 0.3 * epoch,
        heldOutCost: null,
        heldOutAccuracy: null,
        learningRate: 1.5,
        engineSeconds: epoch / 3
      })),
      checkpoints,
      ...changes
    },
    weights
  }
}

export function smallBundle(runs = [smallRun(1), smallRun(2)]): Bundle {
  return { program: '0.1.0', exportedAt: '2026-01-02T03:04:05.000Z', author: 'Ada', runs }
}
