import { randomStream } from '../../shared/random'
import type { WalkControl } from '../../shared/survey-protocol'
import { scatterOf } from './scatter'

/**
 * A random walk of `count` points in `dimensions` directions, seen as the path of a run is: from its
 * end, along its own principal directions. It descends nowhere, and looks as if it did: in many
 * dimensions, the first two directions hold 81 % and 9 % of a long walk (Antognini and Sohl-Dickstein 2018).
 *
 * A step adds an independent uniform number to each coordinate: in so many dimensions, no other kind
 * of step would make a difference.
 * @param count at least 3
 * @param length from its start to its end, in the plane
 */
export function randomWalk(
  count: number,
  dimensions: number,
  seed: number,
  length: number
): WalkControl {
  const random = randomStream(seed, 'walk')
  const points: Float32Array[] = []
  const place = new Float32Array(dimensions)
  for (let t = 0; t < count; t++) {
    points.push(place.slice())
    for (let i = 0; i < dimensions; i++) place[i] += random.uniform() - 0.5
  }
  const scatter = scatterOf(points, points[count - 1])
  if (!scatter) throw new RangeError('A walk needs two points, and a dimension.')
  const [xs, ys = xs.map(() => 0)] = scatter.coordinates
  const scale = length / (Math.hypot(xs[0], ys[0]) || 1)
  // it begins above on the left, as a run's path does
  const right = xs[0] > 0 ? -scale : scale
  const up = ys[0] < 0 ? -scale : scale
  return {
    // zero, and not minus zero
    points: xs.map((x, t) => ({ x: x * right || 0, y: ys[t] * up || 0 })),
    explained: scatter.explained
  }
}
