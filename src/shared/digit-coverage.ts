import { PICTURE_SIDE, type Point, type Stroke } from './digit-strokes'

/**
 * Ink on paper: which share of every pixel is covered. A canvas would do this too, but differently
 * on different machines; here it is additions, multiplications and comparisons of doubles, whose
 * results are the same everywhere.
 */

/** Each pixel is asked at 8 by 8 places whether there is ink: 65 greys, and fast enough to draw by. */
const SAMPLES = 8
const SIDE = PICTURE_SIDE * SAMPLES

/** Points nearer to the last one than this, in pixels, add nothing that can be seen. */
const SMALLEST_STEP = 1 / 4

export interface Coverage {
  /** SIDE * SIDE places, row by row: 1 where there is ink. */
  samples: Uint8Array
}

/** Inks the strokes (in pixels) with round pens. What lies beyond the picture is lost. */
export function inkStrokes(strokes: readonly Stroke[]): Coverage {
  const samples = new Uint8Array(SIDE * SIDE)
  for (const { points, width } of strokes) {
    let last: Point | undefined
    points.forEach((point, index) => {
      const isEnd = index === points.length - 1
      if (last && !isEnd && squaredDistance(last, point) < SMALLEST_STEP * SMALLEST_STEP) return
      inkSegment(samples, last ?? point, point, width / 2)
      last = point
    })
  }
  return { samples }
}

function squaredDistance(a: Point, b: Point): number {
  return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
}

/** The first and last sample, along one axis, that may lie within `radius` of a segment. */
function sampleRange(a: number, b: number, radius: number): [number, number] {
  const first = Math.ceil((Math.min(a, b) - radius) * SAMPLES - 0.5)
  const last = Math.floor((Math.max(a, b) + radius) * SAMPLES - 0.5)
  return [Math.max(0, first), Math.min(SIDE - 1, last)]
}

/** Everything within `radius` of the segment: a bar with round ends, or a disc if it has no length. */
function inkSegment(samples: Uint8Array, from: Point, to: Point, radius: number): void {
  const [left, right] = sampleRange(from.x, to.x, radius)
  const [top, bottom] = sampleRange(from.y, to.y, radius)
  const dx = to.x - from.x
  const dy = to.y - from.y
  const squaredLength = dx * dx + dy * dy
  const squaredRadius = radius * radius
  for (let row = top; row <= bottom; row++) {
    const y = (row + 0.5) / SAMPLES - from.y
    for (let column = left; column <= right; column++) {
      // most of a stroke's next segment lies on ink already
      if (samples[row * SIDE + column] === 1) continue
      const x = (column + 0.5) / SAMPLES - from.x
      // the share of the way along the segment that is nearest to the sample
      const along = squaredLength === 0 ? 0 : (x * dx + y * dy) / squaredLength
      const nearest = along < 0 ? 0 : along > 1 ? 1 : along
      const awayX = x - nearest * dx
      const awayY = y - nearest * dy
      if (awayX * awayX + awayY * awayY <= squaredRadius) samples[row * SIDE + column] = 1
    }
  }
}

/** The centre of mass of the ink in pixels from the upper left corner, or null without any ink. */
export function centreOfInk({ samples }: Coverage): Point | null {
  let count = 0
  let sumOfColumns = 0
  let sumOfRows = 0
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      if (samples[row * SIDE + column] === 0) continue
      count++
      sumOfColumns += column
      sumOfRows += row
    }
  }
  if (count === 0) return null
  return { x: (sumOfColumns / count + 0.5) / SAMPLES, y: (sumOfRows / count + 0.5) / SAMPLES }
}

/** 28*28 grey values, row by row: 0 = paper, 255 = a pixel full of ink. */
export function greyValues({ samples }: Coverage): Uint8Array {
  const counts = new Uint16Array(PICTURE_SIDE * PICTURE_SIDE)
  for (let row = 0; row < SIDE; row++) {
    const pixelRow = Math.floor(row / SAMPLES) * PICTURE_SIDE
    for (let column = 0; column < SIDE; column++) {
      counts[pixelRow + Math.floor(column / SAMPLES)] += samples[row * SIDE + column]
    }
  }
  return Uint8Array.from(counts, (count) => Math.round((255 * count) / (SAMPLES * SAMPLES)))
}
