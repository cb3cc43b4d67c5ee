/**
 * Seeded random numbers that are the same to the last bit on every machine: integer arithmetic and
 * exact double arithmetic only, no Math.random and no transcendental functions.
 *
 * Each purpose draws from a stream of its own, so that changing a layer changes the start weights
 * and nothing else: two runs with the same seed meet the same examples in the same order.
 */
const PURPOSES = {
  weights: 1,
  order: 2,
  shifts: 3,
  labels: 4,
  split: 5,
  noise: 6,
  study: 7,
  directions: 8,
  walk: 9,
  doubt: 10,
  examples: 11
} as const
export type RandomPurpose = keyof typeof PURPOSES

export interface RandomStream {
  /** An integer in 0 .. 2^32 - 1. */
  uint32(): number
  /** A number in [0, 1), a multiple of 2^-32. */
  uniform(): number
  /** An integer in 0 .. limit - 1 (limit up to 2^21, so that the product stays exact). */
  below(limit: number): number
  /** Approximately normal, mean 0 and variance 1: the sum of twelve uniforms, less six. */
  normal(): number
}

/** murmur3's finaliser: every bit of the input reaches every bit of the output. */
function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** A stream for one purpose; `index` numbers streams of the same purpose (the epoch, for example). */
export function randomStream(seed: number, purpose: RandomPurpose, index = 0): RandomStream {
  // sfc32 (Doty-Humphrey, PractRand): three words of state and a counter
  let a = mix(seed ^ 0x9e3779b9)
  let b = mix(a ^ Math.imul(PURPOSES[purpose], 0x7feb352d))
  let c = mix(b ^ Math.imul(index + 1, 0x846ca68b))
  let counter = 1

  const uint32 = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let round = 0; round < 12; round++) uint32()

  const uniform = (): number => uint32() / 4294967296
  return {
    uint32,
    uniform,
    below: (limit) => Math.floor((uint32() * limit) / 4294967296),
    normal: () => {
      let sum = -6
      for (let draw = 0; draw < 12; draw++) sum += uniform()
      return sum
    }
  }
}

/** Shuffles in place (Fisher-Yates) and returns the same array. */
export function shuffle<Items extends Uint32Array | number[]>(
  items: Items,
  random: RandomStream
): Items {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    const kept = items[last]
    items[last] = items[other]
    items[other] = kept
  }
  return items
}
