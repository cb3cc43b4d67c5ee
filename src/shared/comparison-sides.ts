import { fairRace, type FairRace } from './fair-race'
import type { RunSummary } from './run'
import { withoutIdleSettings } from './run-config'

/** Those with the same key together, in the order in which the keys are first met. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Item[][] {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return [...groups.values()]
}

/** What makes two runs the same but for chance: settings, data and what was changed by hand. */
export function sideKey({ config, datasetFingerprint, rateChanges }: RunSummary): string {
  return JSON.stringify([
    { ...withoutIdleSettings(config), seed: 0 },
    datasetFingerprint,
    rateChanges
  ])
}

/** Runs of the same settings together, whatever their seeds. */
export function sidesOf(runs: readonly RunSummary[]): RunSummary[][] {
  return groupBy(runs, sideKey)
}

/** Whether the race is fair; of runs under several seeds, whether it is within each seed. */
export interface Race extends FairRace {
  /** Seeds with which each of several sides ran; 1 for a plain race. */
  seeds: number
}

/**
 * Whether the runs ran one race. Settings that were all tried under the same seeds are as many races
 * as there are seeds: fair, if each of them is.
 */
export function raceOf(runs: readonly RunSummary[]): Race {
  const bySeed = groupBy(runs, ({ config }) => config.seed)
  const sidesIn = bySeed.map((each) => JSON.stringify([...new Set(each.map(sideKey))].sort()))
  const arePaired = bySeed.length > 1 && bySeed[0].length > 1 && new Set(sidesIn).size === 1
  if (!arePaired) return { ...fairRace(runs), seeds: 1 }
  const races = bySeed.map(fairRace)
  const starts = races.map(({ sameStart }) => sameStart)
  return {
    fair: races.every(({ fair }) => fair),
    sameStart: starts.includes(false) ? false : starts.includes(null) ? null : true,
    sameOrder: races.every(({ sameOrder }) => sameOrder),
    // of all at once: labels or shifts that depend on the seed are the same within each
    sameData: races.every(({ sameData }) => sameData),
    sameLength: fairRace(runs).sameLength,
    seeds: bySeed.length
  }
}
