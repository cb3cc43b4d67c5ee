import { DownhillError } from '../shared/errors'
import type { CheckpointSummary } from '../shared/run'
import type { Command } from './arguments'
import type { CommandResult, CommandTools } from './command-tools'
import { EXIT } from './exit-codes'
import { formatAccuracy, formatCost, formatNumber, formatWhole, shareOf } from './format'

/** Measures stored weights. */
export async function evaluate(
  { runId, epoch, gradient }: Extract<Command, { name: 'evaluate' }>,
  { store, analyst, report, findDataset }: CommandTools
): Promise<CommandResult> {
  const { run, checkpoints } = await store.runDetail(runId)
  const chosen = chooseCheckpoint(runId, checkpoints, epoch)
  const weights = await store.readCheckpoint(runId, chosen.id)
  const test = await analyst.measureTestSet(weights)
  const training = await analyst.measureTrainingSet(weights)
  const gradientNorms = gradient ? await analyst.gradientNorms(weights) : null

  const { testCount } = await findDataset(run.config.dataset)
  report.say(`Run ${runId}, “${run.name}”, after ${placeOf(chosen)}:`)
  report.say(
    `Test set:     accuracy ${formatAccuracy(run, test.testAccuracy)} of ${formatWhole(testCount)}, cost ${formatCost(test.testCost)}`
  )
  report.say(
    `Training set: accuracy ${formatAccuracy(run, training.trainingAccuracy)}, cost ${formatCost(training.trainingCost)}`
  )
  gradientNorms?.forEach((norm, index) => {
    report.say(
      `Gradient in layer ${index + 1} (${run.layers[index]} to ${run.layers[index + 1]}): norm ${formatNumber(norm)}`
    )
  })
  report.say(`SHA-256 of these weights: ${chosen.sha256}`)
  return {
    exitCode: EXIT.well,
    document: {
      runId,
      epoch: chosen.epoch,
      step: chosen.step,
      weightsSha256: chosen.sha256,
      test: { accuracy: shareOf(run, test.testAccuracy), cost: test.testCost },
      trainingSet: {
        accuracy: shareOf(run, training.trainingAccuracy),
        cost: training.trainingCost
      },
      ...(gradientNorms && { gradientNorms })
    }
  }
}

/** The weights at the end of the epoch; without one, the last. @throws DownhillError 'not-found'. */
export function chooseCheckpoint(
  runId: number,
  checkpoints: readonly CheckpointSummary[],
  epoch: number | null
): CheckpointSummary {
  const chosen =
    epoch === null
      ? checkpoints.at(-1)
      : checkpoints.find((kept) => kept.epoch === epoch && kept.testAccuracy !== null)
  if (chosen) return chosen
  const epochs = checkpoints.filter((kept) => kept.testAccuracy !== null).map((kept) => kept.epoch)
  throw new DownhillError(
    'not-found',
    epochs.length === 0
      ? `Run ${runId} has no stored weights yet.`
      : `Run ${runId} keeps no weights of epoch ${epoch}; it keeps those of ${epochs.join(', ')}.`,
    { runId }
  )
}

export function placeOf({ epoch, step, testAccuracy }: CheckpointSummary): string {
  return testAccuracy === null ? `epoch ${epoch} and a part (step ${step})` : `epoch ${epoch}`
}
