import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layerViews } from '../../engine/network'
import { startParameters } from '../../engine/initialise'
import { SMALL_NETWORK } from '../../engine/testing/small-run'
import { parameterCount } from '../../shared/run-config'
import { layPlane, type LandscapePlane, type Path } from './plane'

const { layers } = SMALL_NETWORK
const COUNT = parameterCount(layers)
const numbers = fc.array(fc.float({ min: -2, max: 2, noNaN: true }), {
  minLength: COUNT,
  maxLength: COUNT
})

function pathOf(points: readonly (readonly number[])[], runId = 1): Path {
  return {
    runId,
    points: points.map((point, epoch) => ({
      epoch,
      step: epoch * 9,
      parameters: Float32Array.from(point)
    }))
  }
}

const lay = (paths: Path[], plane: 'random' | 'path', size = 25): LandscapePlane | null =>
  layPlane({ layers, paths, plane, seed: 3, size })

/** Any path of three to six places that differ. */
const anyPath = fc
  .array(numbers, { minLength: 3, maxLength: 6 })
  .filter((points) => new Set(points.map((point) => Float32Array.from(point).join())).size > 2)

function laid(paths: Path[], plane: 'random' | 'path'): LandscapePlane {
  const found = lay(paths, plane)
  if (!found) throw new Error('There is no plane.')
  return found
}

const sum = (values: readonly number[]): number => values.reduce((total, x) => total + x, 0)
const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((total, x, i) => total + x * other[i], 0)

describe('the plane of a path', () => {
  it('has two directions of length 1 at a right angle', () => {
    fc.assert(
      fc.property(anyPath, (points) => {
        const [first, second] = laid([pathOf(points)], 'path').directions
        expect(dot(first, first)).toBeCloseTo(1, 5)
        expect(dot(second, second)).toBeCloseTo(1, 5)
        expect(dot(first, second)).toBeCloseTo(0, 5)
      })
    )
  })

  it('explains shares that sum to 1, the largest first, and as much as its coordinates say', () => {
    fc.assert(
      fc.property(anyPath, (points) => {
        const { explained, paths } = laid([pathOf(points)], 'path')
        expect(sum(explained)).toBeCloseTo(1, 12)
        expect(explained).toEqual(explained.toSorted((a, b) => b - a))
        const all = sum(paths[0].points.map(({ fromCentre }) => fromCentre ** 2))
        expect(sum(paths[0].points.map(({ x }) => x * x)) / all).toBeCloseTo(explained[0], 5)
        expect(sum(paths[0].points.map(({ y }) => y * y)) / all).toBeCloseTo(explained[1], 5)
      })
    )
  })

  it('keeps of each distance from the centre what is on it and what is off it', () => {
    fc.assert(
      fc.property(anyPath, (points) => {
        const { centre, paths } = laid([pathOf(points)], 'path')
        paths[0].points.forEach(({ x, y, offPlane, fromCentre }, t) => {
          expect(Math.hypot(x, y, offPlane)).toBeCloseTo(fromCentre, 4)
          const distance = Math.hypot(...centre.map((c, i) => Math.fround(points[t][i]) - c))
          expect(fromCentre).toBeCloseTo(distance, 4)
        })
      })
    )
  })

  it('has the end at (0, 0), which is a place of the grid, and the whole path well inside', () => {
    fc.assert(
      fc.property(anyPath, (points) => {
        const { xs, ys, paths, centre } = laid([pathOf(points)], 'path')
        expect(centre).toEqual(Float32Array.from(points[points.length - 1]))
        expect(paths[0].points.at(-1)).toMatchObject({ x: 0, y: 0, offPlane: 0, fromCentre: 0 })
        expect(xs).toHaveLength(25)
        expect(xs.some((x) => x === 0) && ys.some((y) => y === 0)).toBe(true)
        const step = xs[1] - xs[0]
        expect(ys[1] - ys[0]).toBeCloseTo(step, 9)
        for (const { x, y } of paths[0].points) {
          expect(x > xs[0] + step && x < xs[24] - step).toBe(true)
          expect(y > ys[0] + step && y < ys[24] - step).toBe(true)
        }
      })
    )
  })

  it('begins above on the left', () => {
    fc.assert(
      fc.property(anyPath, (points) => {
        const [start] = laid([pathOf(points)], 'path').paths[0].points
        expect(start.x).toBeLessThanOrEqual(1e-5)
        expect(start.y).toBeGreaterThanOrEqual(-1e-5)
      })
    )
  })

  it('of a straight way takes its second direction by chance, at a right angle', () => {
    const start = Array.from({ length: COUNT }, (_, i) => Math.sin(i))
    const points = [3, 2, 1, 0].map((factor) => start.map((x) => x * factor))
    const { directions, explained } = laid([pathOf(points)], 'path')
    expect(explained[0]).toBeCloseTo(1, 9)
    expect(dot(...directions)).toBeCloseTo(0, 5)
    expect(dot(directions[1], directions[1])).toBeCloseTo(1, 5)
  })

  it('does not exist where the weights were at fewer than three places', () => {
    const [one, two, three] = [1, 2, 3].map((value) => new Array<number>(COUNT).fill(value))
    expect(lay([pathOf([one, two])], 'path')).toBeNull()
    expect(lay([pathOf([one, two, two, two])], 'path')).toBeNull()
    expect(lay([pathOf([one, one, one])], 'path')).toBeNull()
    expect(lay([pathOf([one, two, three])], 'path')).not.toBeNull()
    expect(lay([pathOf([one])], 'random')).not.toBeNull()
  })

  it('of two runs goes through the end of the first, and shows both', () => {
    fc.assert(
      fc.property(anyPath, anyPath, (one, two) => {
        const { centre, paths, explained } = laid([pathOf(one), pathOf(two, 2)], 'path')
        expect(centre).toEqual(Float32Array.from(one[one.length - 1]))
        expect(paths.map(({ runId, points }) => [runId, points.length])).toEqual([
          [1, one.length],
          [2, two.length]
        ])
        expect(sum(explained)).toBeCloseTo(1, 12)
      })
    )
  })
})

describe('random directions', () => {
  const start = startParameters(SMALL_NETWORK, 'normal', 1)
  const paths = [pathOf([[...start], [...start.map((x) => x / 2)]])]

  it("give each neuron's incoming weights the length of its own, and leave biases alone", () => {
    const { centre, directions } = laid(paths, 'random')
    for (const direction of directions) {
      for (const { inputs, weights, biases, outputs } of layerViews(layers)) {
        for (let row = weights; row < biases; row += inputs) {
          const length = (values: Float32Array): number =>
            Math.hypot(...values.subarray(row, row + inputs))
          expect(length(direction)).toBeCloseTo(length(centre), 5)
        }
        expect(direction.subarray(biases, biases + outputs).every((x) => x === 0)).toBe(true)
      }
    }
    expect(dot(...directions)).not.toBeCloseTo(dot(directions[0], directions[0]), 1)
  })

  it('are the same with the same seed, and others with another', () => {
    const { directions } = laid(paths, 'random')
    expect(laid(paths, 'random').directions).toEqual(directions)
    const other = layPlane({ layers, paths, plane: 'random', seed: 4, size: 25 })
    expect(other?.directions[0]).not.toEqual(directions[0])
  })

  it('reach one length of the weights to each side, and say how much of the path they hold', () => {
    const { xs, ys, explained, paths: placed } = laid(paths, 'random')
    expect([xs[0], xs[12], xs[24]]).toEqual([-1, 0, 1])
    expect(ys).toEqual(xs)
    const [{ offPlane, fromCentre }] = placed[0].points
    expect(explained).toHaveLength(1)
    expect(explained[0]).toBeCloseTo(1 - (offPlane / fromCentre) ** 2, 9)
  })
})
