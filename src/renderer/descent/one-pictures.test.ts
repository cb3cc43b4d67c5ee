import { describe, expect, it } from 'vitest'
import type { Label, Shape } from '../charts/drawing'
import { MAP_ROLES, type MapLook, type MapRole } from '../surface/map-look'
import { LOOK as CHART_LOOK } from '../testing/charts'
import { ballShapes, type DrawnBall } from './ball-shapes'
import { KNOWN_FUNCTIONS, type FunctionOfOne } from './one-functions'
import { drawCurve, layoutCurve, type Curve } from './one-layout'
import type { DrawnStep } from './step-shapes'
import { terrainShapes } from './terrain-shapes'

const { bowl } = KNOWN_FUNCTIONS
const LOOK: MapLook = {
  ...CHART_LOOK,
  mapColours: Object.fromEntries(
    MAP_ROLES.map((role, at) => [role, `rgb(${at}, 100, 200)`])
  ) as Record<MapRole, string>
}

function curveOf(of: FunctionOfOne, from: number, to: number): Curve {
  const curve = drawCurve(of, from, to)
  if (!curve) throw new Error('no curve')
  return curve
}

const bowlCurve = curveOf(bowl, bowl.from, bowl.to)
const layout = layoutCurve(bowlCurve, LOOK, { width: 800, height: 500 })
const texts = (shapes: readonly Shape[]): string[] =>
  shapes.filter((shape): shape is Label => shape.kind === 'text').map(({ text }) => text)

function draw(paths: number[][], step: DrawnStep | null = null): Shape[] {
  const balls: DrawnBall[] = paths.map((path, at) => ({
    letter: 'AB'[at],
    colour: 'run-1',
    path,
    place: `W ${path[path.length - 1]}`,
    chosen: at === 0
  }))
  return ballShapes(balls, step, bowl, layout, LOOK)
}

describe('a curve', () => {
  it('fits into the picture with all its heights', () => {
    expect(bowlCurve.lowest).toBeLessThan(0)
    expect(bowlCurve.highest).toBeGreaterThan(9)
    expect(layout.toX(bowl.from)).toBe(0)
    expect(layout.toWeight(layout.toX(1.25))).toBeCloseTo(1.25, 12)
    expect(layout.toY(0)).toBeLessThan(layout.plot.bottom)
    expect(layout.toY(9)).toBeGreaterThan(0)
  })

  it('is not flattened by the wall of a pole, and has gaps where it has no height', () => {
    const pole = curveOf({ value: (x) => 1 / (x * x), slope: (x) => -2 / x ** 3 }, -4, 4)
    expect(pole.highest).toBeLessThan(100)
    const root = curveOf({ value: Math.sqrt, slope: (x) => 0.5 / Math.sqrt(x) }, -4, 4)
    expect(root.heights.filter(Number.isNaN).length).toBe(300)
    expect(drawCurve({ value: () => NaN, slope: () => NaN }, -1, 1)).toBeUndefined()
  })

  it('is level ground as well', () => {
    const plain = curveOf({ value: () => 2, slope: () => 0 }, -1, 1)
    expect(plain.lowest).toBeLessThan(2)
    expect(plain.highest).toBeGreaterThan(2)
  })
})

describe('the ground', () => {
  const shapes = terrainShapes(bowlCurve, layout, LOOK, { weight: 'weight', height: 'cost' })

  it('bears its numbers and its names', () => {
    expect(texts(shapes)).toEqual(expect.arrayContaining(['cost', 'weight', '2', '4', '-2', '0']))
  })

  it('has contour lines only where there is ground', () => {
    const contours = shapes.filter(
      (shape) => shape.kind === 'line' && shape.stroke === LOOK.mapColours['contour-index']
    )
    expect(contours.length).toBeGreaterThan(2)
    for (const shape of contours) {
      if (shape.kind !== 'line') continue
      for (let at = 0; at < shape.points.length; at += 2) {
        if (Number.isNaN(shape.points[at])) continue
        const height = bowl.value(layout.toWeight(shape.points[at]))
        expect(layout.toY(height)).toBeLessThanOrEqual(shape.points[at + 1] + 6)
      }
    }
  })
})

describe('the balls', () => {
  it('stand on the curve, each with its letter', () => {
    const shapes = draw([[1], [-2]])
    for (const [letter, weight] of [
      ['A', 1],
      ['B', -2]
    ] as const) {
      const label = shapes.find((shape) => shape.kind === 'text' && shape.text === letter)
      expect(label).toMatchObject({ x: layout.toX(weight), y: layout.toY(weight * weight) })
    }
    // the chosen one lies above the others
    expect(texts(shapes).at(-1)).toBe('A')
  })

  it('leave a dot at every step that can be told from the one before', () => {
    const dots = draw([[2, 1, 1.0001, 0.5]]).filter(
      (shape) => shape.kind === 'dot' && shape.opacity !== undefined
    )
    expect(dots).toHaveLength(2)
  })

  it('are told at the edge once they have left the picture', () => {
    const shapes = draw([[2, -50]])
    expect(texts(shapes)).toContain('W -50')
    const label = shapes.find((shape) => shape.kind === 'text' && shape.text === 'A') as Label
    expect(label.x).toBeLessThan(60)
    expect(label.y).toBeGreaterThan(0)
    expect(texts(draw([[2, 1]]))).not.toContain('W 1')
    // a ball that has no number any more stands where it was last seen
    expect(texts(draw([[2, NaN]]))).toContain('A')
  })
})

describe('the step', () => {
  const step = { from: 2, to: 1, text: 'step -1', slope: 'slope 4' }

  it('is an arrow as long as it is, at the height of the ball, with its words', () => {
    const shapes = draw([[2]], step)
    const shaft = shapes.find(
      (shape) => shape.kind === 'line' && shape.stroke === LOOK.colours.ink && !shape.dash
    )
    if (shaft?.kind !== 'line') throw new Error('no arrow')
    const y = layout.toY(4)
    expect([shaft.points[0], shaft.points[1], shaft.points[3]]).toEqual([layout.toX(2), y, y])
    const head = shapes.find((shape) => shape.kind === 'area' && shape.fill === LOOK.colours.ink)
    expect(head?.kind === 'area' && head.points[0]).toBeCloseTo(layout.toX(1), 9)
    expect(texts(shapes)).toEqual(expect.arrayContaining(['step -1', 'slope 4']))
  })

  it('that leads out of the picture ends at its edge', () => {
    const shapes = draw([[2]], { ...step, to: -40 })
    const head = shapes.find((shape) => shape.kind === 'area' && shape.fill === LOOK.colours.ink)
    expect(head?.kind === 'area' && head.points[0]).toBe(14)
  })

  it('begins with a tangent as steep as the curve is', () => {
    const tangent = draw([[2]], step).find(
      (shape) =>
        shape.kind === 'line' && shape.stroke === LOOK.colours['run-1'] && shape.width === 2
    )
    if (tangent?.kind !== 'line') throw new Error('no tangent')
    const { points } = tangent
    const toHeight = (y: number): number => (layout.toY(0) - y) / (layout.toY(0) - layout.toY(1))
    const rise = toHeight(points[3]) - toHeight(points[1])
    const run = layout.toWeight(points[2]) - layout.toWeight(points[0])
    expect(rise / run).toBeCloseTo(4, 9)
  })
})
