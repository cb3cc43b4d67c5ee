import { isOnSchedule } from '../../shared/checkpoint-policy'
import type { RunSummary } from '../../shared/run'
import { parameterCount, type RunConfig } from '../../shared/run-config'

/** Numbers that an optimiser remembers for each parameter; a checkpoint carries them, too. */
const REMEMBERED: Record<RunConfig['optimiser'], number> = { plain: 0, momentum: 1, adam: 2 }

/** What curves take in a file once they are packed, about. */
const BYTES_PER_EPOCH = 150
const BYTES_OF_CURVE = 20_000

/** Bytes that these runs take in a .downhill file, about: nearly all of it are weights. */
export function estimateBundleSize(runs: readonly RunSummary[]): number {
  return runs.reduce((sum, run) => sum + estimateRun(run), 0)
}

function estimateRun({ layers, config, epoch, checkpointPolicy }: RunSummary): number {
  const epochs = Array.from({ length: epoch + 1 }, (_, index) => index)
  const kept = epochs.filter((each) => checkpointPolicy === 'all' || isOnSchedule(each, epoch))
  const checkpoint = parameterCount(layers) * 4 * (1 + REMEMBERED[config.optimiser])
  return kept.length * checkpoint + epoch * BYTES_PER_EPOCH + BYTES_OF_CURVE
}
