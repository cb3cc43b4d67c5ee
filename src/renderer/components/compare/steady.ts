import { computed, type ComputedRef } from 'vue'
import type { RunSummary } from '../../../shared/run'

/** A computed value that stays the same object as long as it means the same: what hangs on it is left alone. */
export function steady<Value>(
  getter: () => Value,
  same: (one: Value, other: Value) => boolean
): ComputedRef<Value> {
  return computed<Value>((known) => {
    const now = getter()
    return known !== undefined && same(known, now) ? known : now
  })
}

/** Whether two lists hold the same, place by place. */
export function sameItems<Item>(
  one: readonly Item[],
  other: readonly Item[],
  same: (a: Item, b: Item) => boolean = (a, b) => a === b
): boolean {
  return one.length === other.length && one.every((item, index) => same(item, other[index]))
}

/** Whether a run is what it was but for how far it has come: its settings, its name and its state. */
export function sameButProgress(one: RunSummary, other: RunSummary): boolean {
  return (
    one === other ||
    (one.id === other.id &&
      one.config === other.config &&
      one.name === other.name &&
      one.colour === other.colour &&
      one.status === other.status &&
      one.resumable === other.resumable &&
      one.isBaseline === other.isBaseline &&
      one.startSha256 === other.startSha256 &&
      one.rateChanges === other.rateChanges)
  )
}
