import type { DatasetInfo } from '../../shared/dataset'
import { NUMERICS_VERSION } from '../../shared/numerics'
import { PRESETS } from '../../shared/presets'
import type {
  CheckpointSummary,
  CostPoint,
  EpochMetrics,
  RunCurves,
  RunSummary
} from '../../shared/run'

export const MNIST: DatasetInfo = {
  id: 'mnist',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'f00d',
  trainingCount: 60_000,
  testCount: 10_000,
  inputSize: 784,
  imageWidth: 28,
  imageHeight: 28,
  classes: 10,
  classNames: null
}

/** A run for tests: the lesson's plain network, finished, unless told otherwise. */
export function makeRun(changes: Partial<RunSummary> = {}): RunSummary {
  const config = changes.config ?? PRESETS.plain
  return {
    id: 1,
    name: 'Run 1',
    note: '',
    tags: [],
    isBaseline: false,
    forkedFrom: null,
    checkpointPolicy: 'thrifty',
    colour: 0,
    config,
    layers: [784, ...config.hiddenLayers, 10],
    datasetFingerprint: 'f00d',
    numerics: NUMERICS_VERSION,
    sweepId: null,
    rateChanges: [],
    startSha256: 'aa'.repeat(32),
    weightsSha256: 'bb'.repeat(32),
    status: 'finished',
    resumable: false,
    createdAt: '2025-04-03T09:30:00.000Z',
    step: 6000 * config.epochs,
    totalSteps: 6000 * config.epochs,
    epoch: config.epochs,
    blockLength: 90,
    lastTestAccuracy: 0.94,
    bestTestAccuracy: 0.943,
    lastTestCost: 0.12,
    lastTrainingCost: 0.1,
    finalTraining: null,
    engineSeconds: 27,
    ...changes
  }
}

export function makeEpoch(epoch: number, changes: Partial<EpochMetrics> = {}): EpochMetrics {
  return {
    epoch,
    step: epoch * 6000,
    trainingCost: epoch === 0 ? null : 1 / epoch,
    trainingAccuracy: epoch === 0 ? null : 1 - 0.5 / epoch,
    testCost: 2 / (epoch + 1),
    testAccuracy: 1 - 0.9 / (epoch + 1),
    heldOutCost: null,
    heldOutAccuracy: null,
    learningRate: 1.5,
    engineSeconds: epoch,
    ...changes
  }
}

export function makePoint(block: number, cost: number | null = 1 / (block + 1)): CostPoint {
  return { block, step: (block + 1) * 90, cost }
}

export function makeCurves(epochs: number, points: number, runId = 1): RunCurves {
  return {
    runId,
    points: Array.from({ length: points }, (_, block) => makePoint(block)),
    epochs: Array.from({ length: epochs + 1 }, (_, epoch) => makeEpoch(epoch))
  }
}

/** The weights after an epoch of run 1, kept on the schedule unless told otherwise. */
export function makeCheckpoint(
  epoch: number,
  changes: Partial<CheckpointSummary> = {}
): CheckpointSummary {
  return {
    id: epoch + 1,
    runId: 1,
    epoch,
    step: epoch * 6000,
    role: 'schedule',
    sha256: 'cc'.repeat(32),
    size: 95_440,
    testAccuracy: 1 - 0.9 / (epoch + 1),
    ...changes
  }
}
