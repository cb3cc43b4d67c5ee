import type { LayerSpan } from '../network/parameter-places'

/** The negative gradient: what each weight would have to do for the cost to fall. */
export function negated(gradient: Float32Array): Float32Array {
  return gradient.map((slope) => -slope)
}

/** Places from `from` to `to` - 1 of a flat array. */
export interface Part {
  from: number
  to: number
}

/**
 * The components of the largest size, the largest first, of equals the first. One pass over all of
 * them: a million are not put in order for a list of ten.
 */
export function largestComponents(
  components: Float32Array,
  most: number,
  { from, to }: Part = { from: 0, to: components.length }
): number[] {
  const ranked: number[] = []
  let least = -1
  for (let index = from; index < to; index++) {
    const size = Math.abs(components[index])
    if (!(size > least) && ranked.length >= most) continue
    let place = ranked.length
    while (place > 0 && Math.abs(components[ranked[place - 1]]) < size) place--
    ranked.splice(place, 0, index)
    if (ranked.length > most) ranked.pop()
    if (ranked.length === most) least = Math.abs(components[ranked[most - 1]])
  }
  return ranked
}

/** What there is to say of some components together. */
export interface ComponentFacts {
  count: number
  /** The root of the sum of their squares. */
  length: number
  /** The size of the largest. */
  largest: number
  /** The mean of their sizes. */
  meanSize: number
}

export function factsOf(
  components: Float32Array,
  { from, to }: Part = { from: 0, to: components.length }
): ComponentFacts {
  let squares = 0
  let sizes = 0
  let largest = 0
  for (let index = from; index < to; index++) {
    const size = Math.abs(components[index])
    squares += size * size
    sizes += size
    if (size > largest) largest = size
  }
  const count = to - from
  return { count, length: Math.sqrt(squares), largest, meanSize: count > 0 ? sizes / count : 0 }
}

/**
 * How much of the fall that a small step along the whole gradient promises comes from some of its
 * components: each adds its square. 0..1; 0 where there is no slope at all.
 */
export function shareOfFall(components: Float32Array, some: readonly number[]): number {
  const { length } = factsOf(components)
  const part = some.reduce((sum, index) => sum + components[index] ** 2, 0)
  return length > 0 ? part / length ** 2 : 0
}

/** Where the weights and biases of a layer stand. */
export function partOfLayer({ weights, biases, neurons }: LayerSpan): Part {
  return { from: weights, to: biases + neurons }
}
