/**
 * Of places along a way those that can be told apart, by their number: the first, the last, and each that is
 * at least so far from the one before it. A place that is no number is kept: there the way is interrupted.
 * @param perX and @param perY lengths that a distance of 1 along each axis has
 * @param distance the least, in those lengths
 */
export function standApart(
  points: readonly { x: number; y: number }[],
  { perX, perY, distance }: { perX: number; perY: number; distance: number }
): number[] {
  const kept: number[] = []
  const least = distance ** 2
  let last: { x: number; y: number } | undefined
  for (let place = 0; place < points.length; place++) {
    const point = points[place]
    const across = last ? (point.x - last.x) * perX : Infinity
    const up = last ? (point.y - last.y) * perY : Infinity
    if (across * across + up * up < least && place < points.length - 1) continue
    kept.push(place)
    last = point
  }
  return kept
}
