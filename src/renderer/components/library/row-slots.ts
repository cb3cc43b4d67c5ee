/**
 * Gives every row that is drawn a slot, a small number: rows that were drawn before keep theirs, so
 * that nothing in them is lost, and new ones take over those that became free, so that their parts
 * need not be made anew. @returns the slots of the keys, in their order
 */
export function assignSlots(
  before: ReadonlyMap<string, number>,
  keys: readonly string[]
): number[] {
  const kept = new Set(keys.flatMap((key) => before.get(key) ?? []))
  let next = 0
  const takeFree = (): number => {
    while (kept.has(next)) next++
    return next++
  }
  return keys.map((key) => before.get(key) ?? takeFree())
}
