import type { Examples } from '../../engine/engine'
import { randomStream, shuffle } from '../../shared/random'

/** Places of the training and of the test examples, in the order of the files. */
export interface Split {
  training: Uint32Array
  test: Uint32Array
}

/**
 * Draws the test examples by the seed: of each class the same share, but never all of it. Of a curve
 * the share of all.
 */
export function drawSplit(examples: Examples, testShare: number, seed: number): Split {
  const isTest = new Uint8Array(examples.count)
  const classes = placesByClass(examples).map((places, index) =>
    shuffle(places, randomStream(seed, 'split', index))
  )
  for (const places of classes) {
    const drawn = Math.min(Math.round(places.length * testShare), places.length - 1)
    for (const place of places.subarray(0, drawn)) isTest[place] = 1
  }
  // of very small classes the share of each may come to none
  const [largest] = classes.toSorted((one, other) => other.length - one.length)
  if (!isTest.includes(1)) isTest[largest[0]] = 1
  const all = Uint32Array.from({ length: examples.count }, (_, place) => place)
  return {
    training: all.filter((place) => isTest[place] === 0),
    test: all.filter((place) => isTest[place] === 1)
  }
}

function placesByClass({ count, answers }: Examples): Uint32Array[] {
  if (answers.kind === 'values') return [Uint32Array.from({ length: count }, (_, place) => place)]
  const places: number[][] = []
  answers.labels.forEach((label, place) => (places[label] ??= []).push(place))
  return places.map((each) => Uint32Array.from(each))
}
