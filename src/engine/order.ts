import { randomStream, shuffle } from '../shared/random'

/** Which training examples a run learns from, and which it holds out; both in ascending order. */
export interface Split {
  training: Uint32Array
  heldOut: Uint32Array
}

/** @throws RangeError when nothing would be left to learn from. */
export function splitTraining(count: number, heldOut: number, seed: number): Split {
  if (heldOut >= count) {
    throw new RangeError(`${heldOut} of ${count} examples held out leave none to learn from.`)
  }
  const all = Uint32Array.from({ length: count }, (_, index) => index)
  if (heldOut === 0) return { training: all, heldOut: new Uint32Array(0) }
  shuffle(all, randomStream(seed, 'split'))
  return { training: all.slice(heldOut).sort(), heldOut: all.slice(0, heldOut).sort() }
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
