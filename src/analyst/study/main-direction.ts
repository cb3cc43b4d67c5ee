import type { StudyTools } from './task'
import { addTimes, lengthOf, normalised, scalarProduct } from './vectors'

/** Rounds of the search; each brings it closer by the ratio of the two largest scatters. */
const MOST_ROUNDS = 50
/** It has arrived where a round turns it by less than this, as the length between unit vectors. */
const CLOSE = 1e-4

/**
 * The direction, of length 1, in which vectors scatter most about 0: the largest sum of squared
 * shadows, each times its weight. By power iteration. All 0 where nothing scatters; what is no number,
 * as of weights that flew away, has no direction and is left out.
 */
export async function mainDirection(
  all: readonly { rest: Float32Array; weight: number }[],
  { breathe }: Pick<StudyTools, 'breathe'>
): Promise<Float64Array> {
  const found = all.filter(({ rest }) => Number.isFinite(lengthOf(rest)))
  if (found.length === 0) return new Float64Array(all[0].rest.length)
  const lengths = found.map(({ rest, weight }) => Math.sqrt(weight) * lengthOf(rest))
  // the longest is not across the direction sought, or only by chance of no measure
  let direction = normalised(found[lengths.indexOf(Math.max(...lengths))].rest)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(direction.length)
    for (const { rest, weight } of found) {
      addTimes(next, weight * scalarProduct(rest, direction), rest)
    }
    const turned = normalised(next)
    await breathe()
    const way = direction.slice()
    addTimes(way, -1, turned)
    direction = turned
    if (lengthOf(way) < CLOSE) break
  }
  return direction
}
