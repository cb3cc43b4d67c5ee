import type { Shape } from '../charts/drawing'
import type { MapLayout } from './map-layout'
import type { MapLook } from './map-look'
import type { MapRegions } from './model'

/** The ground and its contour lines are seen through. */
const OPACITY = 0.5

/** Colours over the ground, hatching, and for each kind its name on the widest part of its largest region. */
export function regionShapes(regions: MapRegions, layout: MapLayout, look: MapLook): Shape[] {
  const { xs, ys, places, kinds } = regions
  const { plot, x, y } = layout
  const halfWidth = (x.toPixel(xs[1]) - x.toPixel(xs[0])) / 2
  const halfHeight = (y.toPixel(ys[0]) - y.toPixel(ys[1])) / 2
  const shapes: Shape[] = []
  const strokes = kinds.map((): number[] => [])
  ys.forEach((height, row) => {
    const middle = y.toPixel(height)
    // equal neighbours in a row are one rectangle
    let start = 0
    for (let column = 1; column <= xs.length; column++) {
      const place = places[row * xs.length + start]
      if (column < xs.length && places[row * xs.length + column] === place) continue
      const from = start
      start = column
      if (place < 0) continue
      const box = {
        left: Math.round(x.toPixel(xs[from]) - halfWidth),
        right: Math.round(x.toPixel(xs[column - 1]) + halfWidth),
        top: Math.round(middle - halfHeight),
        bottom: Math.round(middle + halfHeight)
      }
      const { colour, hatched } = kinds[place]
      shapes.push({
        kind: 'rectangle',
        box,
        fill: look.colours[colour],
        opacity: hatched ? 0.15 : OPACITY,
        clip: plot
      })
      if (!hatched) continue
      for (let at = from; at < column; at++) {
        if ((at + row) % HATCH_EVERY > 0) continue
        const centre = x.toPixel(xs[at])
        const [left, right] = [centre - halfWidth, centre + halfWidth]
        strokes[place].push(left, middle - halfHeight, right, middle + halfHeight, NaN, NaN)
      }
    }
  })
  kinds.forEach(({ colour }, index) => {
    if (strokes[index].length === 0) return
    const stroke = look.colours[colour]
    shapes.push({
      kind: 'line',
      points: strokes[index],
      stroke,
      width: 1.2,
      opacity: 0.8,
      clip: plot
    })
  })
  return shapes
}

/** The names of the kinds, to be drawn above the contour lines. */
export function regionLabels(regions: MapRegions, layout: MapLayout, look: MapLook): Shape[] {
  return regions.kinds.flatMap(({ label }, kind): Shape[] => {
    const place = innermost(regions, kind)
    if (place < 0) return []
    const { xs, ys } = regions
    return [
      {
        kind: 'text',
        text: label,
        x: layout.x.toPixel(xs[place % xs.length]),
        y: layout.y.toPixel(ys[Math.floor(place / xs.length)]),
        anchor: 'middle',
        size: look.fontSize * 1.15,
        bold: true,
        fill: look.colours.ink,
        halo: look.colours.surface
      }
    ]
  })
}

const HATCH_EVERY = 4

/**
 * The place of a kind that is farthest from all others and from the edge, in steps along rows and
 * columns; -1 where there is none.
 */
export function innermost({ xs, ys, places }: MapRegions, kind: number): number {
  const [columns, rows] = [xs.length, ys.length]
  const distance = new Int32Array(columns * rows)
  let best = -1
  // forwards from the left below, then backwards: the least of both is the distance
  for (let place = 0; place < distance.length; place++) {
    if (places[place] !== kind) continue
    const isAtEdge = place % columns === 0 || place < columns
    distance[place] = isAtEdge ? 1 : 1 + Math.min(distance[place - 1], distance[place - columns])
  }
  for (let place = distance.length - 1; place >= 0; place--) {
    if (places[place] !== kind) continue
    const isAtEdge = place % columns === columns - 1 || place + columns >= distance.length
    const back = isAtEdge ? 1 : 1 + Math.min(distance[place + 1], distance[place + columns])
    distance[place] = Math.min(distance[place], back)
    if (best < 0 || distance[place] > distance[best]) best = place
  }
  return best
}
