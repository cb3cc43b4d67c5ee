import type { Box, Label, Shape } from '../charts/drawing'
import { contoursOf, type Contour } from './contours'
import { fillUnknown, type HeightGrid } from './grid'
import type { HeightScale } from './height-scale'
import type { MapLayout } from './map-layout'
import { mix, type MapLook } from './map-look'

/**
 * The ground of a map: tones from low to high, contour lines, their heights, and the axes.
 * @param above what lies on the tones and under the lines
 */
export function groundShapes(
  grid: HeightGrid,
  scale: HeightScale,
  layout: MapLayout,
  look: MapLook,
  formatHeight: (height: number) => string,
  above: readonly Shape[] = []
): Shape[] {
  const { plot } = layout
  const { mapColours } = look
  const known = fillUnknown(grid)
  const lowest = mapColours['map-low']
  const nothingKnown = Array.from(known.values).every(Number.isNaN)
  if (nothingKnown) {
    return [{ kind: 'rectangle', box: plot, fill: mapColours.sunken }, ...axes(layout, look)]
  }
  const contours = contoursOf(known, scale.levels, {
    toX: layout.x.toPixel,
    toY: layout.y.toPixel
  })
  const tones = contours.map(({ points }, index): Shape => ({
    kind: 'area',
    points,
    clip: plot,
    fill: mix(lowest, mapColours['map-high'], (index + 1) / contours.length)
  }))
  const lines = contours.map(({ level, points }): Shape => {
    const strong = scale.isIndex(level)
    return {
      kind: 'line',
      points,
      clip: plot,
      stroke: mapColours[strong ? 'contour-index' : 'contour-minor'],
      width: strong ? 1.6 : 1,
      opacity: strong ? 1 : 0.7
    }
  })
  return [
    { kind: 'rectangle', box: plot, fill: lowest },
    ...tones,
    ...above,
    ...lines,
    ...contourLabels(contours, scale, plot, look, formatHeight),
    ...axes(layout, look)
  ]
}

/** Lines shorter than so many times the size of the text stay unnamed. */
const SHORTEST_NAMED = 9
/** Between two labels at least, in times the size of the text. */
const APART = 3.5

/** A label on every ring of an index contour, where it runs most nearly level and nothing stands yet. */
function contourLabels(
  contours: readonly Contour[],
  scale: HeightScale,
  plot: Box,
  look: MapLook,
  formatHeight: (height: number) => string
): Shape[] {
  const size = look.fontSize * 0.9
  const labels: Label[] = []
  for (const { level, points } of contours) {
    if (!scale.isIndex(level)) continue
    const text = formatHeight(level)
    for (const ring of ringsOf(points)) {
      const place = labelPlace(ring, plot, size, look.measure(text), labels)
      if (!place) continue
      labels.push({
        kind: 'text',
        text,
        ...place,
        anchor: 'middle',
        size,
        fill: look.colours.ink,
        halo: mix(look.mapColours['map-low'], look.mapColours['map-high'], 0.5)
      })
    }
  }
  return labels
}

function ringsOf(points: Float64Array): Float64Array[] {
  const rings: Float64Array[] = []
  let start = 0
  for (let at = 0; at <= points.length; at += 2) {
    if (at < points.length && !Number.isNaN(points[at])) continue
    rings.push(points.subarray(start, at))
    start = at + 2
  }
  return rings
}

function labelPlace(
  ring: Float64Array,
  plot: Box,
  size: number,
  width: number,
  taken: readonly Label[]
): { x: number; y: number } | null {
  let length = 0
  let best: { x: number; y: number } | null = null
  let least = Infinity
  for (let at = 0; at + 3 < ring.length; at += 2) {
    const [x, y, nextX, nextY] = ring.subarray(at, at + 4)
    const inside =
      x > plot.left + width / 2 + 4 &&
      x < plot.right - width / 2 - 4 &&
      y > plot.top + size &&
      y < plot.bottom - size
    if (!inside) continue
    const [across, down] = [Math.abs(nextX - x), Math.abs(nextY - y)]
    length += Math.hypot(across, down)
    const steepness = down / (across + 1e-9)
    if (steepness >= least) continue
    const isFree = taken.every(
      (label) => Math.hypot((label.x - x) / 1.5, label.y - y) > size * APART
    )
    if (!isFree) continue
    least = steepness
    best = { x, y }
  }
  return length > size * SHORTEST_NAMED ? best : null
}

function axes({ plot, xTicks, yTicks, x, y }: MapLayout, look: MapLook): Shape[] {
  const { fontSize: size, colours } = look
  const text = { kind: 'text', size, fill: colours['ink-2'] } as const
  const shapes: Shape[] = [{ kind: 'rectangle', box: plot, stroke: colours.control }]
  for (const tick of xTicks) {
    const at = x.toPixel(tick.value)
    const points = [at, plot.bottom, at, plot.bottom + 4]
    shapes.push({ kind: 'line', points, stroke: colours.control, width: 1 })
    shapes.push({ ...text, text: tick.text, x: at, y: plot.bottom + size, anchor: 'middle' })
  }
  for (const tick of yTicks) {
    const at = y.toPixel(tick.value)
    const points = [plot.left - 4, at, plot.left, at]
    shapes.push({ kind: 'line', points, stroke: colours.control, width: 1 })
    shapes.push({ ...text, text: tick.text, x: plot.left - 7, y: at, anchor: 'end' })
  }
  return shapes
}

/** The names of both axes: x at the right below, y at the left above. */
export function axisTitles(
  { plot }: MapLayout,
  look: MapLook,
  titles: { x: string; y: string }
): Shape[] {
  const text = {
    kind: 'text',
    size: look.fontSize,
    fill: look.colours['ink-2'],
    bold: true
  } as const
  return [
    {
      ...text,
      text: titles.x,
      x: (plot.left + plot.right) / 2,
      y: plot.bottom + look.fontSize * 2.2,
      anchor: 'middle'
    },
    { ...text, text: titles.y, x: plot.left, y: plot.top - look.fontSize * 0.8, anchor: 'start' }
  ]
}
