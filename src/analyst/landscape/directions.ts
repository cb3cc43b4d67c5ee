import { layerViews } from '../../engine/network'
import { randomStream } from '../../shared/random'
import { combine, type Scatter } from './scatter'

/** Two directions in the space of all parameters, in the flat layout of engine/network.ts. */
export type Directions = [first: Float32Array, second: Float32Array]

/**
 * Random directions in which each neuron's incoming weights are as long as its own in `centre`, so that
 * a step of 1 means as much to small weights as to large ones (Li et al. 2018). Biases stay.
 */
export function randomDirections(
  layers: readonly number[],
  centre: Float32Array,
  seed: number
): Directions {
  return [randomDirection(layers, centre, seed, 0), randomDirection(layers, centre, seed, 1)]
}

function randomDirection(
  layers: readonly number[],
  centre: Float32Array,
  seed: number,
  number: number
): Float32Array {
  const random = randomStream(seed, 'directions', number)
  const direction = new Float32Array(centre.length)
  for (const { inputs, weights, biases } of layerViews(layers)) {
    for (let row = weights; row < biases; row += inputs) {
      for (let i = row; i < row + inputs; i++) direction[i] = random.normal()
      const scale = length(centre, row, inputs) / (length(direction, row, inputs) || 1)
      for (let i = row; i < row + inputs; i++) direction[i] *= scale
    }
  }
  return direction
}

function length(values: Float32Array | Float64Array, start = 0, count = values.length): number {
  let sum = 0
  for (let i = start; i < start + count; i++) sum += values[i] ** 2
  return Math.sqrt(sum)
}

/**
 * The two leading principal directions of the points around the centre, of length 1, turned so that the first
 * point lies above on the left. Points on one line leave the second to chance, at a right angle.
 */
export function pathDirections(
  points: readonly Float32Array[],
  centre: Float32Array,
  { weights, coordinates }: Scatter,
  seed: number
): Directions {
  const along = (k: number): Float32Array => {
    const isTurned = k === 0 ? coordinates[k][0] > 0 : coordinates[k][0] < 0
    const turned = isTurned ? weights[k].map((weight) => -weight) : weights[k]
    return Float32Array.from(combine(points, centre, turned))
  }
  const first = along(0)
  return [first, weights.length > 1 ? along(1) : rightAngle(first, seed)]
}

function rightAngle(first: Float32Array, seed: number): Float32Array {
  const random = randomStream(seed, 'directions')
  const other = Float64Array.from(first, () => random.normal())
  const shared = first.reduce((sum, x, i) => sum + x * other[i], 0)
  for (let i = 0; i < other.length; i++) other[i] -= shared * first[i]
  const scale = 1 / (length(other) || 1)
  return Float32Array.from(other, (value) => value * scale)
}
