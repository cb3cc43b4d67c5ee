import { costBlockLength } from '../shared/run'
import type { RunRecord } from '../shared/transfer'

/** What contradicts itself in a run, in words that complete "…: "; null where nothing does. */
export function findContradiction(run: RunRecord): string | null {
  const { config, layers, totalSteps, rateChanges, points, epochs, checkpoints } = run
  const stepsPerEpoch = totalSteps / config.epochs
  const blockLength = costBlockLength(totalSteps)
  const epochOf = (step: number): number => Math.floor(step / stepsPerEpoch)
  const isStep = ({ step }: { step: number }): boolean => step <= totalSteps

  const conditions: [string, boolean][] = [
    [
      'the layers are not those of the settings',
      layers.slice(1, -1).join() === config.hiddenLayers.join()
    ],
    ['the steps do not make whole epochs', Number.isInteger(stepsPerEpoch)],
    ['it has gone further than it can', isStep(run) && run.epoch === epochOf(run.step)],
    [
      'the changes of the learning rate are not in order',
      ascend(rateChanges.map(({ step }) => step)) && rateChanges.every(isStep)
    ],
    [
      'the cost curve is not in order',
      ascend(points.map(({ block }) => block)) &&
        points.every(
          ({ block, step }) =>
            step > block * blockLength && step <= Math.min(totalSteps, (block + 1) * blockLength)
        )
    ],
    [
      'the epochs are not in order',
      ascend(epochs.map(({ epoch }) => epoch)) &&
        epochs.every((row) => isStep(row) && row.step === row.epoch * stepsPerEpoch)
    ],
    [
      'the checkpoints are not in order',
      ascend(checkpoints.map(({ step }) => step)) &&
        checkpoints.every((kept) => isStep(kept) && kept.epoch === epochOf(kept.step)) &&
        checkpoints.filter(({ isBest }) => isBest).length <= 1
    ],
    [
      'what the optimiser remembers does not belong to it',
      checkpoints.every(
        ({ optimiserSlots }) =>
          optimiserSlots === 0 || optimiserSlots === SLOTS_OF_OPTIMISER[config.optimiser]
      )
    ]
  ]
  return conditions.find(([, isMet]) => !isMet)?.[0] ?? null
}

const SLOTS_OF_OPTIMISER = { plain: 0, momentum: 1, adam: 2 } as const

function ascend(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > numbers[index - 1])
}
