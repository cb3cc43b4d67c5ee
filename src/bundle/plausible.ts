import { costBlockLength } from '../shared/run'
import type { CheckpointRecord, RunRecord } from '../shared/transfer'

/** Clocks differ, but not by years: in milliseconds. */
const CLOCKS_DIFFER_BY = 366 * 24 * 3600 * 1000

/** In the cost curve of a run from elsewhere; one that is made here has fewer. */
const MOST_POINTS = 10_000

/**
 * What contradicts itself in a run, in words that complete "…: "; null where nothing does.
 *
 * @param now in milliseconds.
 */
export function findContradiction(run: RunRecord, now: number): string | null {
  const { config, layers, totalSteps, rateChanges, points, epochs, checkpoints, forkedFrom } = run
  const stepsPerEpoch = totalSteps / config.epochs
  const usual = costBlockLength(totalSteps)
  const { blockLength = usual } = run
  const epochOf = (step: number): number => Math.floor(step / stepsPerEpoch)
  const created = Date.parse(run.createdAt)
  const isStep = ({ step }: { step: number }): boolean => step <= totalSteps
  const isDone = ({ epoch, step }: { epoch: number; step: number }): boolean =>
    step <= run.step && epoch <= run.epoch

  const conditions: [string, boolean][] = [
    ['it was made in the future', created >= 0 && created <= now + CLOCKS_DIFFER_BY],
    [
      'the layers are not those of the settings',
      layers.slice(1, -1).join() === config.hiddenLayers.join()
    ],
    ['the steps do not make whole epochs', Number.isInteger(stepsPerEpoch)],
    ['it has gone further than it can', isStep(run) && run.epoch === epochOf(run.step)],
    ['it has finished before its last step', run.status !== 'finished' || run.step === totalSteps],
    [
      'something in it is from further on than it has come',
      points.every(({ step }) => step <= run.step) && [...epochs, ...checkpoints].every(isDone)
    ],
    [
      'the changes of the learning rate are not in order',
      ascend(rateChanges.map(({ step }) => step)) && rateChanges.every(isStep)
    ],
    [
      'it was forked from what cannot be',
      forkedFrom === undefined ||
        (forkedFrom.uuid !== run.uuid &&
          isDone(forkedFrom) &&
          forkedFrom.epoch === epochOf(forkedFrom.step))
    ],
    [
      'its cost curve is finer than any',
      blockLength >= usual || Math.ceil(totalSteps / blockLength) <= MOST_POINTS
    ],
    [
      // a run that goes on would go on in blocks of the usual length
      'its cost curve cannot be gone on with',
      blockLength === usual || run.status === 'finished' || run.status === 'diverged'
    ],
    [
      'the cost curve is not in order',
      ascend(points.map(({ block }) => block)) &&
        points.every(
          ({ block, step }) => step > block * blockLength && step <= (block + 1) * blockLength
        )
    ],
    [
      'the epochs are not in order',
      ascend(epochs.map(({ epoch }) => epoch)) &&
        epochs.every(({ epoch, step }) => step === epoch * stepsPerEpoch)
    ],
    [
      'the checkpoints are not in order',
      ascend(checkpoints.map(({ step }) => step)) &&
        checkpoints.every(({ epoch, step }) => epoch === epochOf(step)) &&
        checkpoints.filter(({ isBest }) => isBest).length <= 1
    ],
    [
      'what the optimiser remembers does not belong to it',
      checkpoints.every(
        ({ optimiserSlots }) =>
          // all of it in every checkpoint: without it a run would go on as another one
          optimiserSlots === SLOTS_OF_OPTIMISER[config.optimiser]
      )
    ],
    [
      'the sums of a checkpoint cannot be',
      checkpoints.every((kept) =>
        areSumsPossible(kept, kept.step % stepsPerEpoch, blockLength, config.batchSize)
      )
    ]
  ]
  return conditions.find(([, isMet]) => !isMet)?.[0] ?? null
}

const SLOTS_OF_OPTIMISER = { plain: 0, momentum: 1, adam: 2 } as const

/** `stepsIntoEpoch`: the steps of the epoch under way, which starts with sums of 0. */
function areSumsPossible(
  { step, sums }: CheckpointRecord,
  stepsIntoEpoch: number,
  blockLength: number,
  batchSize: number
): boolean {
  const { epochCost, epochCorrect, epochExamples, blockCost, blockSteps } = sums
  return (
    epochExamples <= stepsIntoEpoch * batchSize &&
    epochExamples >= stepsIntoEpoch &&
    epochCorrect <= epochExamples &&
    (epochExamples > 0 || epochCost === 0) &&
    blockSteps < blockLength &&
    blockSteps <= step &&
    (blockSteps > 0 || blockCost === 0)
  )
}

function ascend(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > numbers[index - 1])
}
