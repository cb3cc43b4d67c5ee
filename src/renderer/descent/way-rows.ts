/** Earlier steps are told of no more: rows that nobody reads would be made at every step. */
const MOST_ROWS = 500

/** The places of a way as rows of a table, the newest first; each with the place before it. */
export function wayRows<Place>(
  way: readonly Place[]
): { step: number; place: Place; before: Place | null }[] {
  const first = Math.max(0, way.length - MOST_ROWS)
  return way
    .slice(first)
    .map((place, index) => {
      const step = first + index
      return { step, place, before: step > 0 ? way[step - 1] : null }
    })
    .reverse()
}
