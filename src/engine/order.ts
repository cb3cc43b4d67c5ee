import { randomStream, shuffle } from '../shared/random'
import type { RunConfig } from '../shared/run-config'

/** Which training examples a run learns from, and which it holds out; both in ascending order. */
export interface Split {
  training: Uint32Array
  heldOut: Uint32Array
}

/**
 * The held-out part comes first, so that with the same seed it is the same however many of the others
 * are learnt from. @throws RangeError when nothing would be left to learn from.
 */
export function splitTraining(
  count: number,
  { heldOut, subset, seed }: Pick<RunConfig, 'heldOut' | 'subset' | 'seed'>
): Split {
  if (heldOut >= count) {
    throw new RangeError(`${heldOut} of ${count} examples held out leave none to learn from.`)
  }
  const all = new Uint32Array(count).map((_, index) => index)
  const end = subset === 0 ? count : Math.min(count, heldOut + subset)
  if (heldOut === 0 && end === count) return { training: all, heldOut: new Uint32Array(0) }
  shuffle(all, randomStream(seed, 'split'))
  return { training: all.slice(heldOut, end).sort(), heldOut: all.slice(0, heldOut).sort() }
}

/**
 * The labels with a share of the members' dealt out anew among themselves: every class keeps its
 * number, but a picture no longer says which it is. All other labels stay as they are.
 */
export function shuffleLabels(
  labels: Uint8Array,
  members: Uint32Array,
  { shuffledLabels, seed }: Pick<RunConfig, 'shuffledLabels' | 'seed'>
): Uint8Array {
  const random = randomStream(seed, 'labels')
  const count = Math.round(shuffledLabels * members.length)
  const places = shuffle(members.slice(), random).slice(0, count)
  const dealt = shuffle(places.slice(), random)
  const result = labels.slice()
  places.forEach((place, index) => {
    result[place] = labels[dealt[index]]
  })
  return result
}

/**
 * The order in which one epoch meets the examples. It depends on nothing but the seed and the
 * epoch's number (from 0), so that a resumed run meets what it would have met.
 */
export function epochOrder(members: Uint32Array, seed: number, epoch: number): Uint32Array {
  return shuffle(members.slice(), randomStream(seed, 'order', epoch))
}

/** dx, dy of each place in the epoch's order, each in -limit..limit; null where nothing moves. */
export function epochShifts(
  count: number,
  limit: number,
  seed: number,
  epoch: number
): Int8Array | null {
  if (limit === 0) return null
  const random = randomStream(seed, 'shifts', epoch)
  // a plain loop: Int8Array.from with a function takes five times as long
  const shifts = new Int8Array(2 * count)
  for (let index = 0; index < shifts.length; index++) {
    shifts[index] = random.below(2 * limit + 1) - limit
  }
  return shifts
}
