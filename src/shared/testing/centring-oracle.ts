import type { Stroke } from '../digit-strokes'

/**
 * The centring written a second time, from its definition alone and as plainly as can be: no code and no method in
 * common with digit-image.ts. Slow: every sample is held against every segment.
 *
 * - The strokes are scaled so that the longer side of the ink's box, pen included, is 20; a drawing whose points span
 *   less than 2 is scaled as if they spanned 2.
 * - They are moved so that the centre of mass of the ink falls on (14.5, 14.5).
 * - A pixel is the share of its 8 x 8 samples that lie within half a pen of a stroke, times 255, rounded.
 *
 * - Points nearer than a quarter of a pixel to the last one that counted do not count, but for a stroke's last.
 *
 * Strokes lie on the pad.
 */
export function centredByDefinition(strokes: readonly Stroke[]): Uint8Array {
  const scale = scaleByHalving(strokes)
  const scaled = moved(strokes, scale, 0, 0)
  // in the middle first: there no ink is lost while its centre is found
  const xs = scaled.flatMap(({ points, width }) =>
    points.flatMap(({ x }) => [x - width / 2, x + width / 2])
  )
  const ys = scaled.flatMap(({ points, width }) =>
    points.flatMap(({ y }) => [y - width / 2, y + width / 2])
  )
  const middle = moved(
    scaled,
    1,
    14 - (Math.min(...xs) + Math.max(...xs)) / 2,
    14 - (Math.min(...ys) + Math.max(...ys)) / 2
  )
  const ink = samplesWithInk(middle)
  const meanX = ink.reduce((sum, [x]) => sum + x, 0) / ink.length
  const meanY = ink.reduce((sum, [, y]) => sum + y, 0) / ink.length
  const counts = new Array<number>(28 * 28).fill(0)
  for (const [x, y] of samplesWithInk(moved(middle, 1, 14.5 - meanX, 14.5 - meanY))) {
    counts[Math.floor(y) * 28 + Math.floor(x)]++
  }
  return Uint8Array.from(counts, (count) => Math.round((255 * count) / 64))
}

/** The scale at which the longer side of the ink is 20, between 0 and that of the smallest drawing. */
function scaleByHalving(strokes: readonly Stroke[]): number {
  const sideAt = (scale: number): number =>
    Math.max(
      ...(['x', 'y'] as const).map((axis) => {
        const ends = strokes.flatMap(({ points, width }) =>
          points.flatMap((point) => [
            scale * point[axis] - width / 2,
            scale * point[axis] + width / 2
          ])
        )
        return Math.max(...ends) - Math.min(...ends)
      })
    )
  let low = 0
  let high = 20 / 2
  if (sideAt(high) <= 20) return high
  for (let halving = 0; halving < 200; halving++) {
    const half = (low + high) / 2
    if (sideAt(half) > 20) high = half
    else low = half
  }
  return low
}

function moved(strokes: readonly Stroke[], scale: number, dx: number, dy: number): Stroke[] {
  return strokes.map(({ points, width }) => ({
    width,
    points: points.map(({ x, y }) => ({ x: scale * x + dx, y: scale * y + dy }))
  }))
}

/** The samples of the picture that lie on ink: their places in pixels. */
function samplesWithInk(strokes: readonly Stroke[]): [x: number, y: number][] {
  const counting = strokes.map(withoutTrembling)
  const found: [number, number][] = []
  for (let row = 0; row < 28 * 8; row++) {
    for (let column = 0; column < 28 * 8; column++) {
      const x = column / 8 + 1 / 16
      const y = row / 8 + 1 / 16
      if (counting.some((stroke) => distanceTo(stroke, x, y) <= stroke.width / 2))
        found.push([x, y])
    }
  }
  return found
}

function withoutTrembling({ points, width }: Stroke): Stroke {
  const counting = [points[0]]
  for (const [index, point] of points.entries()) {
    const last = counting[counting.length - 1]
    const isEnd = index === points.length - 1
    if (isEnd || Math.hypot(point.x - last.x, point.y - last.y) >= 1 / 4) counting.push(point)
  }
  return { points: counting, width }
}

/** From a place to the nearest point of the line through the stroke's points. */
function distanceTo({ points }: Stroke, x: number, y: number): number {
  let nearest = (points[0].x - x) ** 2 + (points[0].y - y) ** 2
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1]
    const to = points[index]
    const length = Math.hypot(to.x - from.x, to.y - from.y)
    if (length === 0) continue
    const unitX = (to.x - from.x) / length
    const unitY = (to.y - from.y) / length
    const along = Math.min(length, Math.max(0, (x - from.x) * unitX + (y - from.y) * unitY))
    const square = (from.x + along * unitX - x) ** 2 + (from.y + along * unitY - y) ** 2
    nearest = Math.min(nearest, square)
  }
  return Math.sqrt(nearest)
}
