import type { Shape } from '../charts/drawing'
import type { MapLayout } from './map-layout'
import { arrowShapes, headPoints, markShapes, toPixels } from './mark-shapes'
import { mix, type MapLook } from './map-look'
import type { MapArrow, MapMark, SurfacePath } from './model'
import { standApart } from './trail'

export interface MapOverlay {
  paths: readonly SurfacePath[]
  arrows: readonly MapArrow[]
  marks: readonly MapMark[]
}

/** Dots of a trail: enough to see the steps, few enough not to hide the way. */
const MOST_DOTS = 200
/** In pixels: dots, and corners of a line, that are nearer to each other cannot be told apart. */
const DOTS_APART = 3
const CORNERS_APART = 0.6
const BALL_RADIUS = 6.5
/** Of a ball that carries its letter. */
const LETTER_RADIUS = 9.5

/** What lies on the ground: arrows, marks, ways with their balls, and their names. */
export function mapOverlayShapes(
  { paths, arrows, marks }: MapOverlay,
  layout: MapLayout,
  look: MapLook
): Shape[] {
  return [
    ...arrows.filter(({ thin }) => thin).flatMap((arrow) => arrowShapes(arrow, layout, look)),
    ...marks.flatMap((mark) => markShapes(mark, layout, look)),
    ...paths.flatMap((path) => pathShapes(path, layout, look)),
    ...arrows.filter(({ thin }) => !thin).flatMap((arrow) => arrowShapes(arrow, layout, look)),
    ...paths.flatMap((path) => ballShapes(path, layout, look))
  ]
}

/** The places of a way that can be told apart on a map. Those that have tones of their own are all kept. */
function seenPlaces({ points, shares }: SurfacePath, { x, y }: MapLayout): SurfacePath['points'] {
  if (shares) return points
  const [perX, perY] = [x, y].map(({ toPixel }) => toPixel(1) - toPixel(0))
  return standApart(points, { perX, perY, distance: CORNERS_APART }).map((place) => points[place])
}

function pathShapes(path: SurfacePath, layout: MapLayout, look: MapLook): Shape[] {
  const points = toPixels(layout, seenPlaces(path, layout))
  const clip = layout.plot
  const stroke = look.colours[path.colour]
  const opacity = path.faint ? 0.55 : 1
  const line = { kind: 'line', points, clip, opacity } as const
  return [
    // a rim of the ground, so that the way can be told from contour lines
    { ...line, stroke: look.colours.surface, width: look.lineWidth + 3 },
    {
      ...line,
      // a copy: of each list of points the path is traced once, and shared by nobody
      points: points.slice(),
      stroke,
      width: look.lineWidth,
      dash: path.dash.length > 0 ? path.dash : undefined
    },
    ...dotShapes(path, layout, look)
  ]
}

/** The steps of a way; where its places have tones of their own, every one of them. */
function dotShapes(path: SurfacePath, layout: MapLayout, look: MapLook): Shape[] {
  const { points, shares, faint } = path
  const stroke = look.colours[path.colour]
  const [perX, perY] = [layout.x, layout.y].map(({ toPixel }) => toPixel(1) - toPixel(0))
  const steps = shares
    ? points.map((_, place) => place)
    : standApart(points, { perX, perY, distance: DOTS_APART }).slice(0, -1)
  const every = shares ? 1 : Math.ceil(steps.length / MOST_DOTS)
  const shown = steps.filter((_, index) => index % every === 0)
  const pixels = toPixels(
    layout,
    shown.map((place) => points[place])
  )
  return shown.flatMap((place, index): Shape[] => {
    const [x, y] = [pixels[index * 2], pixels[index * 2 + 1]]
    if (Number.isNaN(x)) return []
    const share = shares?.[place]
    return [
      {
        kind: 'dot',
        x,
        y,
        clip: layout.plot,
        radius: shares ? 4.5 : 2.5,
        fill: share === undefined || share === null ? stroke : pathTone(look, share),
        ring: shares ? stroke : undefined,
        opacity: faint ? 0.55 : 1
      }
    ]
  })
}

/** The tone of a point of a path by its own height: the lighter, the lower. */
export function pathTone({ colours }: MapLook, share: number): string {
  return mix(colours.surface, colours.ink, share)
}

function ballShapes(path: SurfacePath, layout: MapLayout, look: MapLook): Shape[] {
  const { plot } = layout
  const last = path.points.at(-1)
  if (!last) return []
  const [x, y] = toPixels(layout, [last])
  const isInside = x >= plot.left && x <= plot.right && y >= plot.top && y <= plot.bottom
  if (!isInside) return leavingShapes(path, layout, look)
  const opacity = path.faint ? 0.55 : 1
  return ballWithName({ path, x, y, opacity }, look, beside(x, y, layout, look, path.label))
}

/** A ball with its letter in it, or with its name beside it. */
export function ballWithName(
  { path, x, y, opacity }: { path: SurfacePath; x: number; y: number; opacity: number },
  look: MapLook,
  namePlace: { x: number; y: number; anchor: 'start' | 'end' }
): Shape[] {
  const { label, colour, shares } = path
  const isLetter = label.length === 1 && !shares
  const radius = isLetter ? LETTER_RADIUS : shares ? 6 : BALL_RADIUS
  const { surface, ink } = look.colours
  const text = { kind: 'text', text: label, size: look.fontSize, bold: true, opacity } as const
  const name: Shape = isLetter
    ? { ...text, x, y: y + 0.5, anchor: 'middle', fill: surface }
    : { ...text, ...namePlace, fill: ink, halo: surface }
  return [
    { kind: 'dot', x, y, radius: radius + 1.5, fill: surface, opacity },
    { kind: 'dot', x, y, radius, fill: look.colours[colour], opacity },
    ...(label ? [name] : [])
  ]
}

/** Where a name stands beside a place: at its right, or at its left where there is no room. */
function beside(
  x: number,
  y: number,
  { plot }: MapLayout,
  look: MapLook,
  text: string
): { x: number; y: number; anchor: 'start' | 'end' } {
  const away = BALL_RADIUS + 6
  const fits = x + away + look.measure(text) < plot.right
  return {
    x: fits ? x + away : x - away,
    y: y - look.fontSize * 0.75,
    anchor: fits ? 'start' : 'end'
  }
}

/** A way that left the map: an arrow at the edge where it went out, with its name. */
function leavingShapes(path: SurfacePath, layout: MapLayout, look: MapLook): Shape[] {
  const { plot } = layout
  const points = toPixels(layout, path.points)
  const isInside = (at: number): boolean =>
    points[at] >= plot.left &&
    points[at] <= plot.right &&
    points[at + 1] >= plot.top &&
    points[at + 1] <= plot.bottom
  let at = points.length - 2
  while (at >= 0 && !isInside(at)) at -= 2
  if (at < 0) return []
  const [fromX, fromY, toX, toY] = points.slice(at, at + 4)
  const margin = 12
  // straight off the map where the next place is too far to be drawn
  const [x, y] = Number.isFinite(toX)
    ? [clamp(toX, plot.left, plot.right, margin), clamp(toY, plot.top, plot.bottom, margin)]
    : [clamp(fromX, plot.left, plot.right, margin), plot.top + margin]
  const angle = Math.atan2(
    (Number.isFinite(toY) ? toY : plot.top) - fromY,
    (Number.isFinite(toX) ? toX : fromX) - fromX
  )
  const fill = look.colours[path.colour]
  return [
    { kind: 'area', points: headPoints(x, y, angle, 14), fill },
    {
      kind: 'text',
      text: path.label,
      ...beside(x, y + look.fontSize, layout, look, path.label),
      size: look.fontSize,
      bold: true,
      fill: look.colours.ink,
      halo: look.colours.surface
    }
  ]
}

function clamp(value: number, low: number, high: number, margin: number): number {
  return Math.min(high - margin, Math.max(low + margin, value))
}
