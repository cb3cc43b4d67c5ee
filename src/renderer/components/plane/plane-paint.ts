import { axisScale, ticksOf, type AxisScale } from '../../charts/axis-scale'
import type { ChartLook } from '../../charts/chart-look'
import type { Box, Shape } from '../../charts/drawing'
import { runStyle } from '../../charts/model'
import type { PlaneArea, PlanePoints } from './plane-points'

/** Where everything stands, in pixels. */
export interface PlaneLayout {
  plot: Box
  x: AxisScale
  y: AxisScale
}

interface Room {
  width: number
  height: number
}

/**
 * The plane as large as its room allows, distances along both axes alike where `square`; without room for
 * numbers where `bare`.
 */
export function layoutPlane(
  area: PlaneArea,
  look: ChartLook,
  room: Room,
  { square, bare }: { square: boolean; bare: boolean }
): PlaneLayout {
  const yTexts = ticksOf({ domain: area.y, logarithmic: false }, false)
    .map((value) => look.measure(look.formatY(value, null)))
    .reduce((widest, width) => Math.max(widest, width), 0)
  const left = bare ? 1 : yTexts + 10
  const [top, right, below] = bare ? [1, 1, 1] : [8, 10, look.fontSize * 1.8]
  const width = Math.max(1, room.width - left - right)
  const height = Math.max(1, room.height - top - below)
  const [across, up] = [area.x.max - area.x.min, area.y.max - area.y.min]
  const unit = Math.min(width / across, height / up)
  const [wide, high] = square ? [unit * across, unit * up] : [width, height]
  const from = left + (width - wide) / 2
  const start = bare ? top + (height - high) / 2 : top
  const plot = { left: from, top: start, right: from + wide, bottom: start + high }
  return {
    plot,
    x: axisScale(area.x, [plot.left, plot.right], false),
    y: axisScale(area.y, [plot.bottom, plot.top], false)
  }
}

/** The frame, and, where there is room, numbers along two of its sides. */
export function frameShapes({ plot, x, y }: PlaneLayout, look: ChartLook, bare: boolean): Shape[] {
  const frame: Shape = { kind: 'rectangle', box: plot, stroke: look.colours.control }
  if (bare) return [frame]
  const text = { kind: 'text', size: look.fontSize, fill: look.colours['ink-2'] } as const
  const across = ticksOf(x, false).map((value): Shape => ({
    ...text,
    text: look.formatX(value, null),
    x: x.toPixel(value),
    y: plot.bottom + look.fontSize,
    anchor: 'middle'
  }))
  const up = ticksOf(y, false).map((value): Shape => ({
    ...text,
    text: look.formatY(value, null),
    x: plot.left - 6,
    y: y.toPixel(value),
    anchor: 'end'
  }))
  return [frame, ...across, ...up]
}

/**
 * The corners of each sign, x, y, x, y … around (0, 0), about 2 wide; eight of them, as many as there are
 * colours. null: a circle.
 */
export const SIGN_CORNERS: readonly (readonly number[] | null)[] = [
  null,
  [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85],
  [0, -1.1, 1.05, 0.8, -1.05, 0.8],
  [0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0],
  [0, 1.1, 1.05, -0.8, -1.05, -0.8],
  [-1.2, -0.55, 1.2, -0.55, 1.2, 0.55, -1.2, 0.55],
  [-0.55, -1.2, 0.55, -1.2, 0.55, 1.2, -0.55, 1.2],
  [-1.2, -0.7, 0, -0.2, 1.2, -0.7, 0, 1.1]
]

function signPath(place: number): Path2D {
  const path = new Path2D()
  const corners = SIGN_CORNERS[place % SIGN_CORNERS.length]
  if (!corners) {
    path.arc(0, 0, 0.95, 0, 2 * Math.PI)
    return path
  }
  path.moveTo(corners[0], corners[1])
  for (let at = 2; at < corners.length; at += 2) path.lineTo(corners[at], corners[at + 1])
  path.closePath()
  return path
}

/** All points of one class and part as one path: thousands are painted at once. */
function pathOf(
  points: Float32Array,
  stride: number,
  label: number | null,
  { x, y }: PlaneLayout,
  size: number
): Path2D {
  const sign = signPath(label ?? 0)
  const path = new Path2D()
  for (let at = 0; at < points.length; at += stride) {
    if (label !== null && points[at + 2] !== label) continue
    path.addPath(sign, {
      a: size,
      d: size,
      e: x.toPixel(points[at]),
      f: y.toPixel(points[at + 1])
    })
  }
  return path
}

/** The smaller, the more there are. */
function sizeOf(points: PlanePoints, stride: number, { plot }: PlaneLayout, bare: boolean): number {
  const count = (points.training.length + points.test.length) / stride
  const room = Math.sqrt(((plot.right - plot.left) * (plot.bottom - plot.top)) / Math.max(count, 1))
  return Math.min(Math.max(room * 0.16, bare ? 1.2 : 2), bare ? 3 : 5)
}

/**
 * Paints the examples: those of a class in its colour and sign, training filled, test as an outline on the
 * colour of the ground. @param classes 0: a curve, whose examples have none
 */
export function paintPoints(
  context: CanvasRenderingContext2D,
  points: PlanePoints,
  classes: number,
  layout: PlaneLayout,
  look: ChartLook,
  bare: boolean
): void {
  const stride = classes === 0 ? 2 : 3
  const size = sizeOf(points, stride, layout, bare)
  const labels = classes === 0 ? [null] : Array.from({ length: classes }, (_, label) => label)
  context.save()
  context.lineWidth = bare ? 1 : 1.5
  for (const label of labels) {
    const colour = label === null ? look.colours['ink-2'] : look.colours[runStyle(label).colour]
    context.fillStyle = colour
    context.strokeStyle = look.colours.surface
    const training = pathOf(points.training, stride, label, layout, size)
    if (!bare) context.stroke(training)
    context.fill(training)
    if (bare) continue
    const test = pathOf(points.test, stride, label, layout, size)
    context.fillStyle = look.colours.surface
    context.fill(test)
    context.strokeStyle = colour
    context.stroke(test)
  }
  context.restore()
}
