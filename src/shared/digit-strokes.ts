/**
 * Pad units: whatever its size on the screen, the drawing pad is 28 by 28, x to the right and y
 * down. So one unit is one pixel of the picture that the network sees.
 */
export const PICTURE_SIDE = 28

export interface Point {
  x: number
  y: number
}

/** One trace of the pen, from pen down to pen up. */
export interface Stroke {
  /** In pad units; one point is a dot. Points may lie off the pad: that ink is lost. */
  points: readonly Point[]
  /** Of the pen, in pad units. Scaling a drawing moves its points and leaves the pen as it is. */
  width: number
}

const isOnPad = (point: Point): boolean =>
  point.x >= 0 && point.x <= PICTURE_SIDE && point.y >= 0 && point.y <= PICTURE_SIDE

/** The part of a segment that lies on the pad (Liang and Barsky), or null. */
function clipSegment(from: Point, to: Point): [Point, Point] | null {
  const dx = to.x - from.x
  const dy = to.y - from.y
  // the share of the segment at which it enters and leaves, narrowed edge by edge
  let enter = 0
  let leave = 1
  const edges = [
    { speed: -dx, room: from.x },
    { speed: dx, room: PICTURE_SIDE - from.x },
    { speed: -dy, room: from.y },
    { speed: dy, room: PICTURE_SIDE - from.y }
  ]
  for (const { speed, room } of edges) {
    if (speed === 0 && room < 0) return null
    if (speed < 0) enter = Math.max(enter, room / speed)
    if (speed > 0) leave = Math.min(leave, room / speed)
  }
  if (enter > leave) return null
  const at = (share: number): Point => ({ x: from.x + share * dx, y: from.y + share * dy })
  return [enter === 0 ? from : at(enter), leave === 1 ? to : at(leave)]
}

/**
 * The drawing as it is seen on the pad. A stroke that leaves the pad and comes back becomes two;
 * strokes without a point on the pad vanish.
 */
export function clipToPad(strokes: readonly Stroke[]): Stroke[] {
  const clipped: Stroke[] = []
  for (const { points, width } of strokes) {
    let piece: Point[] = []
    const endPiece = (): void => {
      if (piece.length > 0) clipped.push({ points: piece, width })
      piece = []
    }
    if (points.length > 0 && isOnPad(points[0])) piece.push(points[0])
    for (let index = 1; index < points.length; index++) {
      const seen = clipSegment(points[index - 1], points[index])
      if (!seen) {
        endPiece()
        continue
      }
      if (piece.length === 0) piece.push(seen[0])
      piece.push(seen[1])
      if (seen[1] !== points[index]) endPiece()
    }
    endPiece()
  }
  return clipped
}

/** Moves every point to `scale * point + (dx, dy)`; the pen keeps its width. */
export function transformed(
  strokes: readonly Stroke[],
  scale: number,
  dx: number,
  dy: number
): Stroke[] {
  return strokes.map(({ points, width }) => ({
    points: points.map(({ x, y }) => ({ x: scale * x + dx, y: scale * y + dy })),
    width
  }))
}

/** How far the ink reaches along one axis once the points are scaled, and the points that decide it. */
export interface Extent {
  from: number
  to: number
  /** The distance before scaling between the two outermost points. */
  unscaled: number
}

/** The drawing has at least one point. */
export function inkExtent(strokes: readonly Stroke[], axis: 'x' | 'y', scale: number): Extent {
  let from = Infinity
  let to = -Infinity
  let first = 0
  let last = 0
  for (const { points, width } of strokes) {
    for (const point of points) {
      const place = point[axis]
      if (scale * place - width / 2 < from) {
        from = scale * place - width / 2
        first = place
      }
      if (scale * place + width / 2 > to) {
        to = scale * place + width / 2
        last = place
      }
    }
  }
  return { from, to, unscaled: last - first }
}
