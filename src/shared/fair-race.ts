import type { RunSummary } from './run'

/**
 * Whether runs may be compared as runners of one race, and if not, what they did not have in common.
 * Everything else (network, learning rate, batch size …) is what a race compares.
 */
export interface FairRace {
  /** All that follows is true. */
  fair: boolean
  /** The same start weights, to the bit; null: not every run has stored its own yet. */
  sameStart: boolean | null
  /** The same examples in the same order, epoch by epoch. */
  sameOrder: boolean
  /** The same pictures with the same labels: data set, labels dealt out anew, shifts. */
  sameData: boolean
  /** As many epochs of as many examples; a run that was stopped or interrupted counts as far as it came. */
  sameLength: boolean
}

export function fairRace(runs: readonly RunSummary[]): FairRace {
  const sameStart = compareStarts(runs)
  const sameOrder = agree(runs, orderOf)
  const sameData = agree(runs, dataOf)
  const sameLength = agree(runs, lengthOf)
  const fair = sameStart === true && sameOrder && sameData && sameLength
  return { fair, sameStart, sameOrder, sameData, sameLength }
}

function compareStarts(runs: readonly RunSummary[]): boolean | null {
  const known = runs.filter(({ startSha256 }) => startSha256 !== null)
  if (!agree(known, ({ startSha256 }) => startSha256)) return false
  // a run alone is its own like, also before it has begun
  return known.length === runs.length || runs.length === 1 ? true : null
}

/** What decides which examples are met, and when; another arithmetic may shuffle otherwise. */
function orderOf({ config, datasetFingerprint, numerics }: RunSummary): unknown {
  const { seed, heldOut, subset } = config
  return [numerics, datasetFingerprint, seed, heldOut, subset]
}

/** What decides what is met: the seed only where it deals out labels or shifts. */
function dataOf({ config, datasetFingerprint }: RunSummary): unknown {
  const { shuffledLabels, shift, seed, heldOut, subset } = config
  return [
    datasetFingerprint,
    shuffledLabels > 0 ? [shuffledLabels, seed, heldOut, subset] : null,
    shift > 0 ? [shift, seed] : null
  ]
}

function lengthOf(run: RunSummary): unknown {
  const { epochs, heldOut, subset } = run.config
  const isCutShort = run.status === 'stopped' || run.status === 'interrupted'
  // first times, then divided by: the other way round 7 of 25 epochs are not quite 7
  const done = isCutShort ? (run.step * epochs) / run.totalSteps : epochs
  const examples = subset > 0 ? subset : [run.datasetFingerprint, heldOut]
  return [done, examples]
}

function agree(runs: readonly RunSummary[], aspect: (run: RunSummary) => unknown): boolean {
  return new Set(runs.map((run) => JSON.stringify(aspect(run)))).size <= 1
}
