/**
 * The ticks of an axis whose texts do not run into each other: all of them, or every second, fifth, tenth …
 * counted from zero, so that round numbers stay.
 * @param ticks ascending, at equal distances
 * @param lengthOf a text along the axis, in pixels
 */
export function fittingTicks(
  ticks: readonly number[],
  toPixel: (value: number) => number,
  lengthOf: (value: number) => number
): number[] {
  if (ticks.length < 2) return [...ticks]
  const step = ticks[1] - ticks[0]
  const longest = Math.max(...ticks.map(lengthOf))
  const apart = Math.abs(toPixel(ticks[1]) - toPixel(ticks[0]))
  const every = EVERY.find((count) => count * apart >= longest) ?? ticks.length
  return ticks.filter((value) => Math.round(value / step) % every === 0)
}

const EVERY = [1, 2, 5, 10, 20, 50]
