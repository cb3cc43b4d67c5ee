/**
 * What a network answers to every example of the test set (study.ts: 'study.answers'), and the
 * examples themselves, page by page ('study.images').
 */

/** Examples in one answer of 'study.images'. */
export const MOST_IMAGES = 60
/** Of each ranking. */
export const MOST_RANKED = 1000
/** In place of an answer where an output is not a number. */
export const NO_ANSWER = -1

/** One value an example of the test set, in its order. */
export interface TestAnswers {
  count: number
  /** Infinite or NaN where the cost is none. */
  costs: Float64Array
  /** The largest output's share of the sum of all outputs: with softmax its probability. */
  shares: Float32Array
  /** The largest output less the second largest. */
  gaps: Float32Array
  /** The class of the largest output, the first of equals; NO_ANSWER. */
  answers: Int16Array
  /** What it is in truth. */
  labels: Uint8Array
}

/** Places in the test set, at most MOST_RANKED each; of equals the first comes first. */
export interface Rankings {
  /** Dearest first. */
  worst: number[]
  /** Of those answered wrong, the largest share first. */
  confident: number[]
  /** Smallest gap first. */
  closest: number[]
}

export interface AnswersStudy {
  /** TestAnswers (packTestAnswers): one piece, as large answers travel. */
  packed: Uint8Array
  rankings: Rankings
}

/** Examples as a person looks at them, in the order in which they were asked for. */
export interface TestExamples {
  indices: number[]
  /** Grey values, 0 = paper, picture after picture; null where the examples are no pictures. */
  pictures: Uint8Array | null
  /** The inputs themselves, example by example, where they are no pictures. */
  values: number[] | null
}

/** Bytes of one example in the packed form. */
const PACKED_BYTES = 8 + 4 + 4 + 2 + 1

/** The arrays one after the other, the widest numbers first, so that each stands where its kind may. */
export function packTestAnswers({ costs, shares, gaps, answers, labels }: TestAnswers): Uint8Array {
  const packed = new Uint8Array(PACKED_BYTES * labels.length)
  let place = 0
  for (const { buffer, byteOffset, byteLength } of [costs, shares, gaps, answers, labels]) {
    packed.set(new Uint8Array(buffer, byteOffset, byteLength), place)
    place += byteLength
  }
  return packed
}

export function unpackTestAnswers(packed: Uint8Array): TestAnswers {
  const count = packed.length / PACKED_BYTES
  if (!Number.isInteger(count)) throw new RangeError('These bytes are no packed answers.')
  // a copy, so that it begins where numbers of eight bytes may
  const { buffer } = packed.slice()
  return {
    count,
    costs: new Float64Array(buffer, 0, count),
    shares: new Float32Array(buffer, 8 * count, count),
    gaps: new Float32Array(buffer, 12 * count, count),
    answers: new Int16Array(buffer, 16 * count, count),
    labels: new Uint8Array(buffer, 18 * count, count)
  }
}
