import { fairRace } from '../shared/fair-race'
import type { RunSummary } from '../shared/run'
import { formatAccuracy, formatCost } from './format'
import { optionOf, typedValue } from './setting-options'
import { variedFields } from './sweep-settings'
import { table } from './table'

/** A run of a sweep with what it is ranked by. */
export interface RankedRun {
  run: RunSummary
  /** On the held-out part; null where nothing is held out. */
  heldOutAccuracy: number | null
}

/** Best first: by the held-out part where every run has one, else by the test set. */
export function rank(runs: readonly RankedRun[]): RankedRun[] {
  const isHeldOut = runs.every(({ heldOutAccuracy }) => heldOutAccuracy !== null)
  const accuracy = ({ run, heldOutAccuracy }: RankedRun): number =>
    run.status === 'diverged' ? -1 : ((isHeldOut ? heldOutAccuracy : run.lastTestAccuracy) ?? -1)
  return runs.toSorted(
    (a, b) =>
      accuracy(b) - accuracy(a) ||
      (a.run.lastTestCost ?? Infinity) - (b.run.lastTestCost ?? Infinity)
  )
}

/** The settings that vary, and how each run did. */
export function sweepTable(ranked: readonly RankedRun[]): string[] {
  const fields = variedFields(ranked.map(({ run }) => run.config))
  const hasHeldOut = ranked.some(({ heldOutAccuracy }) => heldOutAccuracy !== null)
  return table(
    [
      { heading: 'Place', isNumber: true },
      { heading: 'Run', isNumber: true },
      ...fields.map((field) => ({ heading: optionOf(field), isNumber: true as const })),
      ...(hasHeldOut ? [{ heading: 'Held-out accuracy', isNumber: true as const }] : []),
      { heading: 'Test accuracy', isNumber: true },
      { heading: 'Test cost', isNumber: true },
      { heading: 'Seconds', isNumber: true },
      { heading: 'Status' }
    ],
    ranked.map(({ run, heldOutAccuracy }, index) => [
      String(index + 1),
      String(run.id),
      ...fields.map((field) => typedValue(field, run.config[field])),
      ...(hasHeldOut ? [formatAccuracy(run, heldOutAccuracy)] : []),
      formatAccuracy(run, run.lastTestAccuracy),
      formatCost(run.lastTestCost),
      run.engineSeconds.toFixed(1),
      run.status
    ])
  )
}

/** Whether the runs may be compared, in a sentence. */
export function raceVerdict(runs: readonly RunSummary[]): string {
  const race = fairRace(runs)
  if (race.fair) return 'A fair race: same start, same order, same data, same length.'
  const aspects: [string, string, boolean | null][] = [
    ['same start', 'the start weights', race.sameStart],
    ['same order', 'the order of the examples', race.sameOrder],
    ['same data', 'the data', race.sameData],
    ['same length', 'the length', race.sameLength]
  ]
  const shared = aspects.flatMap(([same, , holds]) => (holds ? [same] : []))
  const different = aspects.flatMap(([, other, holds]) => (holds === false ? [other] : []))
  const unknown = aspects.flatMap(([, other, holds]) => (holds === null ? [other] : []))
  const parts = [
    ...shared,
    ...(different.length > 0 ? [`but not the same: ${different.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`not known yet: ${unknown.join(', ')}`] : [])
  ]
  return `Not quite a fair race: ${parts.join(', ')}. A small lead may be luck.`
}
