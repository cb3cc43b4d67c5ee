/** Binary search: the first index of ascending values that are not below x; `length` if all are. */
export function firstAtOrAfter(
  length: number,
  valueAt: (index: number) => number,
  x: number
): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (valueAt(middle) < x) low = middle + 1
    else high = middle
  }
  return low
}

/** From which to which index points lie within a span of x, with one more beyond each edge, so that a line reaches it. */
export function indicesWithin(
  points: readonly { x: number }[],
  { min, max }: { min: number; max: number }
): { from: number; to: number } {
  const first = firstAtOrAfter(points.length, (index) => points[index].x, min)
  let last = firstAtOrAfter(points.length, (index) => points[index].x, max)
  while (last < points.length && points[last].x === max) last++
  return { from: Math.max(0, first - 1), to: Math.min(points.length, last + 1) }
}
