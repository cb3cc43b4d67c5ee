import { groupBy, raceOf, sideKey, type Race } from './comparison-sides'
import type { EpochMetrics, RunSummary } from './run'

/** A run with what is known of its epochs. */
export interface Entrant {
  run: RunSummary
  epochs: readonly EpochMetrics[]
}

/** Runs of the same settings, which only their seeds tell apart; mostly one. Ids, ascending. */
export type Side = readonly number[]

/** One thing that the picture of a comparison shows. Accuracies are shares, on the test set. */
export type Claim =
  /** Fewer than two runs have trained for an epoch. */
  | { kind: 'too-little' }
  /** All runs have the same settings: what parts them is chance. */
  | { kind: 'chance'; count: number; lowest: number; highest: number; epoch: number | null }
  /** Of `of` sides that came so far, one was there soonest and one last; of `missed`, no run came. */
  | {
      kind: 'sooner'
      threshold: number
      first: Side
      /** Null: within the first epoch, where nothing was measured. */
      epochs: number | null
      last: Side
      ratio: number
      of: number
      missed: number
    }
  /** One side alone came so far; the best that any other ever reached. */
  | { kind: 'alone'; threshold: number; first: Side; epochs: number | null; others: number }
  /** At the end, or after the last epoch that all have, one is ahead by more than chance. */
  | {
      kind: 'ahead'
      first: Side
      last: Side
      highest: number
      lowest: number
      epoch: number | null
      of: number
    }
  /** No visible difference: less than `within`, which is the spread of the seeds or a plain margin. */
  | {
      kind: 'level'
      difference: number
      within: number
      by: 'seeds' | 'margin'
      epoch: number | null
    }
  | { kind: 'diverged'; runIds: readonly number[] }

export interface Comparison {
  claims: Claim[]
  race: Race
  /** Some runs may still change it. */
  underWay: boolean
}

/** What is worth reaching, in shares of the test set. */
const THRESHOLDS = [0.5, 0.8, 0.9, 0.95, 0.96, 0.97, 0.98] as const
/** Differences in accuracy below this are as good as none: 20 of 10,000 pictures. */
export const VISIBLE_DIFFERENCE = 0.002
/** As soon as, within this factor: epochs are measured one by one. */
const VISIBLE_RATIO = 1.25

/** What a comparison shows, the most telling first, and whether it is fair to say so. */
export function compareRuns(entrants: readonly Entrant[]): Comparison {
  const runs = entrants.map(({ run }) => run)
  const underWay = runs.some(({ status, resumable }) => isUnderWay(status) && !resumable)
  return { claims: findClaims(entrants), race: raceOf(runs), underWay }
}

function isUnderWay(status: RunSummary['status']): boolean {
  return status === 'queued' || status === 'running' || status === 'paused'
}

function findClaims(entrants: readonly Entrant[]): Claim[] {
  const lost = entrants.filter(({ run }) => run.status === 'diverged')
  const diverged: Claim[] =
    lost.length > 0 ? [{ kind: 'diverged', runIds: lost.map(({ run }) => run.id) }] : []
  const going = entrants.filter(
    ({ run, epochs }) => run.status !== 'diverged' && lastEpoch(epochs) > 0
  )
  if (going.length < 2) {
    return lost.length > 0 ? diverged : [{ kind: 'too-little' }]
  }
  // a side of which some runs diverged is one that diverges: the others would flatter it
  const lostSides = new Set(lost.map(({ run }) => sideKey(run)))
  const sides = groupBy(going, ({ run }) => sideKey(run)).filter(
    ([{ run }]) => !lostSides.has(sideKey(run))
  )
  if (sides.length === 1 && sides[0].length > 1) return [chanceOf(sides[0]), ...diverged]
  if (sides.length < 2) return diverged
  return [...findSpeed(sides), findEnd(sides), ...diverged]
}

function idsOf(side: readonly Entrant[]): Side {
  return side.map(({ run }) => run.id).sort((a, b) => a - b)
}

function lastEpoch(epochs: readonly EpochMetrics[]): number {
  return epochs.at(-1)?.epoch ?? 0
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}

/**
 * After how many epochs a run had first come so far on the test set, by a straight line between the
 * epochs measured. Null: never. Below one it is only known that it was within the first epoch.
 */
export function epochsTo(threshold: number, epochs: readonly EpochMetrics[]): number | null {
  const index = epochs.findIndex(({ testAccuracy }) => testAccuracy >= threshold)
  if (index < 0) return null
  const reached = epochs[index]
  const before = epochs.at(index - 1)
  if (index === 0 || !before) return reached.epoch
  const share = (threshold - before.testAccuracy) / (reached.testAccuracy - before.testAccuracy)
  return before.epoch + share * (reached.epoch - before.epoch)
}

interface Arrival {
  side: readonly Entrant[]
  /** Of each run. */
  times: number[]
}

/** The sides of which every run came so far, the soonest first. */
function arrivals(sides: readonly (readonly Entrant[])[], threshold: number): Arrival[] {
  return sides
    .flatMap((side): Arrival[] => {
      const times = side.map(({ epochs }) => epochsTo(threshold, epochs))
      return times.every((time) => time !== null) ? [{ side, times }] : []
    })
    .sort((a, b) => mean(a.times) - mean(b.times))
}

function noneCame(side: readonly Entrant[], threshold: number): boolean {
  return side.every(({ epochs }) => epochsTo(threshold, epochs) === null)
}

/** Who came far soonest, where that can be told apart. */
function findSpeed(sides: readonly (readonly Entrant[])[]): Claim[] {
  const reached = THRESHOLDS.map((threshold) => ({ threshold, by: arrivals(sides, threshold) }))
  const common = reached.findLast(({ by }) => by.length >= 2)
  if (!common) {
    // a side of which some runs came so far is no proof for the others, nor against them
    const alone = reached.findLast(
      ({ threshold, by }) =>
        by.length === 1 && sides.every((side) => side === by[0].side || noneCame(side, threshold))
    )
    return alone ? [aloneAt(sides, alone.threshold, alone.by[0])] : []
  }
  const { threshold, by } = common
  const first = by[0]
  const last = by[by.length - 1]
  const [soonest, latest] = [mean(first.times), mean(last.times)]
  if (Math.max(...first.times) >= Math.min(...last.times)) return []
  // within the first epoch nothing was measured: whoever was there then may as well have needed all of it
  const ratio = latest / Math.max(soonest, 1)
  if (ratio < VISIBLE_RATIO) return []
  return [
    {
      kind: 'sooner',
      threshold,
      first: idsOf(first.side),
      epochs: soonest < 1 ? null : soonest,
      last: idsOf(last.side),
      ratio,
      of: by.length,
      missed: sides.filter((side) => noneCame(side, threshold)).length
    }
  ]
}

function aloneAt(
  sides: readonly (readonly Entrant[])[],
  threshold: number,
  { side, times }: Arrival
): Claim {
  const others = sides.filter((each) => each !== side).flat()
  const best = others.flatMap(({ epochs }) => epochs.map(({ testAccuracy }) => testAccuracy))
  const epochs = mean(times)
  return {
    kind: 'alone',
    threshold,
    first: idsOf(side),
    epochs: epochs < 1 ? null : epochs,
    others: Math.max(...best)
  }
}

/** Where the runs stood after the last epoch that all of them have; `epoch` is null where that is the end of all. */
function ends(entrants: readonly Entrant[]): {
  epoch: number | null
  accuracyOf: (entrant: Entrant) => number
} {
  const lasts = entrants.map(({ epochs }) => lastEpoch(epochs))
  const common = Math.min(...lasts)
  return {
    epoch: lasts.every((last) => last === common) ? null : common,
    accuracyOf: ({ epochs }) =>
      epochs.findLast(({ epoch }) => epoch <= common)?.testAccuracy ?? Number.NaN
  }
}

function chanceOf(side: readonly Entrant[]): Claim {
  const { epoch, accuracyOf } = ends(side)
  const accuracies = side.map(accuracyOf)
  return {
    kind: 'chance',
    count: side.length,
    lowest: Math.min(...accuracies),
    highest: Math.max(...accuracies),
    epoch
  }
}

/** Who ended ahead, if more than chance can make is between the best and the worst. */
function findEnd(sides: readonly (readonly Entrant[])[]): Claim {
  const { epoch, accuracyOf } = ends(sides.flat())
  const ranked = sides
    .map((side) => ({ side, accuracies: side.map(accuracyOf) }))
    .sort((a, b) => mean(b.accuracies) - mean(a.accuracies))
  const [first, last] = [ranked[0], ranked[ranked.length - 1]]
  const [highest, lowest] = [mean(first.accuracies), mean(last.accuracies)]
  const bySeeds = Math.max(...ranked.map(({ accuracies }) => spread(accuracies)))
  const within = Math.max(bySeeds, VISIBLE_DIFFERENCE)
  const difference = highest - lowest
  if (difference < within) {
    return { kind: 'level', difference, within, by: bySeeds < within ? 'margin' : 'seeds', epoch }
  }
  return {
    kind: 'ahead',
    first: idsOf(first.side),
    last: idsOf(last.side),
    highest,
    lowest,
    epoch,
    of: sides.length
  }
}
