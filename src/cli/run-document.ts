import type { RunSummary } from '../shared/run'
import { shareOf } from './format'

/** A run as the JSON output tells it. */
export function runDocument(run: RunSummary): Record<string, unknown> {
  return {
    runId: run.id,
    name: run.name,
    status: run.status,
    epochs: run.epoch,
    steps: run.step,
    trainSeconds: run.engineSeconds,
    testAccuracy: shareOf(run, run.lastTestAccuracy),
    bestTestAccuracy: shareOf(run, run.bestTestAccuracy),
    testCost: run.lastTestCost,
    trainingCost: run.lastTrainingCost,
    trainingSet: run.finalTraining && {
      cost: run.finalTraining.trainingCost,
      accuracy: shareOf(run, run.finalTraining.trainingAccuracy)
    },
    startSha256: run.startSha256,
    weightsSha256: run.weightsSha256,
    numerics: run.numerics,
    layers: run.layers,
    settings: run.config,
    rateChanges: run.rateChanges,
    dataSha256: run.datasetFingerprint,
    createdAt: run.createdAt,
    sweepId: run.sweepId,
    author: run.author ?? null,
    problem: run.problem?.message ?? null
  }
}
