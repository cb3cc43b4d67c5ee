import type { Shape } from '../charts/drawing'
import type { MapLayout } from './map-layout'
import type { MapLook } from './map-look'
import type { MapArrow, MapMark } from './model'

/** Ways that flew far off would overflow the canvas: they end so many map widths outside. */
const FARTHEST = 20

export function toPixels(
  { x, y, plot }: MapLayout,
  points: readonly { x: number; y: number }[]
): number[] {
  const reach = FARTHEST * (plot.right - plot.left)
  return points.flatMap((point) => {
    const [across, down] = [x.toPixel(point.x), y.toPixel(point.y)]
    const far = !(Math.abs(across) < reach && Math.abs(down) < reach)
    return far ? [NaN, NaN] : [across, down]
  })
}

/** The triangle of an arrow's head, its tip at (x, y). */
export function headPoints(x: number, y: number, angle: number, length: number): number[] {
  const corner = (turned: number): [number, number] => [
    x - length * Math.cos(angle + turned),
    y - length * Math.sin(angle + turned)
  ]
  return [x, y, ...corner(0.42), ...corner(-0.42)]
}

/** In pixels. */
const SHORTEST_NAMED = 28

export function arrowShapes(arrow: MapArrow, layout: MapLayout, look: MapLook): Shape[] {
  const [fromX, fromY, toX, toY] = toPixels(layout, [
    arrow,
    { x: arrow.x + arrow.dx, y: arrow.y + arrow.dy }
  ])
  const length = Math.hypot(toX - fromX, toY - fromY)
  if (!(length > 0.5)) return []
  const clip = layout.plot
  const colour = look.colours[arrow.colour]
  const angle = Math.atan2(toY - fromY, toX - fromX)
  const head = Math.min(arrow.thin ? 5 : 11, length)
  const shaft = length - head * 0.8
  const end = [fromX + shaft * Math.cos(angle), fromY + shaft * Math.sin(angle)]
  const shapes: Shape[] = []
  const line = { kind: 'line', clip } as const
  if (!arrow.thin) {
    const points = [fromX, fromY, ...end]
    shapes.push({ ...line, points, stroke: look.colours.surface, width: look.lineWidth + 3.5 })
  }
  shapes.push({
    ...line,
    points: [fromX, fromY, ...end],
    stroke: colour,
    width: arrow.thin ? 1.2 : look.lineWidth + 0.5,
    dash: arrow.dash && arrow.dash.length > 0 ? arrow.dash : undefined
  })
  shapes.push({ kind: 'area', points: headPoints(toX, toY, angle, head), fill: colour, clip })
  // beside an arrow that is hardly to be seen, its label would stand on the ball
  if (arrow.label && length > SHORTEST_NAMED) {
    shapes.push({
      kind: 'text',
      text: arrow.label,
      x: toX + 10 * Math.cos(angle),
      y: toY + 12 * Math.sin(angle),
      anchor: Math.cos(angle) < 0 ? 'end' : 'start',
      size: look.fontSize,
      fill: look.colours.ink,
      halo: look.colours.surface,
      clip
    })
  }
  return shapes
}

export function markShapes(mark: MapMark, layout: MapLayout, look: MapLook): Shape[] {
  const [x, y] = toPixels(layout, [mark])
  if (Number.isNaN(x)) return []
  const clip = layout.plot
  const reach = 5
  const outlines: Record<MapMark['kind'], number[]> = {
    minimum: [x - reach, y, x + reach, y, NaN, NaN, x, y - reach, x, y + reach],
    saddle: [x, y - reach, x + reach, y, x, y + reach, x - reach, y, x, y - reach],
    here: [
      x - 14,
      y,
      x - 4,
      y,
      NaN,
      NaN,
      x + 4,
      y,
      x + 14,
      y,
      NaN,
      NaN,
      x,
      y - 14,
      x,
      y - 4,
      NaN,
      NaN,
      x,
      y + 4,
      x,
      y + 14
    ]
  }
  const points = outlines[mark.kind]
  const shapes: Shape[] = [
    { kind: 'line', points, stroke: look.colours.surface, width: 5, clip },
    { kind: 'line', points: points.slice(), stroke: look.colours.ink, width: 2, clip }
  ]
  if (mark.label) {
    shapes.push({
      kind: 'text',
      text: mark.label,
      x: x + 8,
      y: y + look.fontSize,
      anchor: 'start',
      size: look.fontSize * 0.9,
      fill: look.colours.ink,
      halo: look.colours.surface,
      clip
    })
  }
  return shapes
}
