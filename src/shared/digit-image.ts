import { centreOfInk, greyValues, inkStrokes } from './digit-coverage'
import { clipToPad, inkExtent, PICTURE_SIDE, transformed, type Stroke } from './digit-strokes'

/** A drawing as the network may see it: 28*28 grey values, row by row, 0 = paper, 255 = ink. */
export interface DigitImage {
  /** As drawn: the pad, shrunk. */
  raw: Uint8Array
  /** The way the MNIST digits were prepared: of one size, and centred. */
  centred: Uint8Array
}

/** Every MNIST digit, ink included, just fits a square of this side. */
const DIGIT_SIDE = 20

/** MNIST puts the centre of mass on pixel 14, the middle of which lies at 14.5. */
const CENTRE = 14.5

/**
 * A drawing smaller than this, in pad units, counts as this large: a tap that trembled is a dot,
 * not a stroke across the whole picture.
 */
const SMALLEST_DRAWING = 2

/**
 * Pens, in pad units. With the medium one, lines are as wide and their edges as soft as those of
 * MNIST digits on average (the tests compare them); fine and broad lie within what those vary by.
 */
export const PENS = { fine: 1.8, medium: 2.4, broad: 3.2 } as const
export type PenId = keyof typeof PENS

/** The pad, shrunk: 28*28 grey values; all zero for an empty drawing. */
export function rawImage(strokes: readonly Stroke[]): Uint8Array {
  return greyValues(inkStrokes(clipToPad(strokes)))
}

/**
 * 28*28 grey values, prepared the way the MNIST digits were: scales the *strokes*, so that the
 * longest side of the ink is 20 pixels, centres them and inks them afterwards. However large the
 * drawing was, its lines are as thick as the pen. All zero for an empty drawing.
 */
export function centredImage(strokes: readonly Stroke[]): Uint8Array {
  const seen = clipToPad(strokes)
  return greyValues(inkStrokes(seen.length > 0 ? centre(seen) : []))
}

/**
 * A picture on the way from raw (share 0) to centred (share 1): its strokes scaled and moved by that
 * share of what centring does to them. All zero for an empty drawing.
 */
export function imageOnTheWay(strokes: readonly Stroke[], share: number): Uint8Array {
  const seen = clipToPad(strokes)
  if (seen.length === 0) return greyValues(inkStrokes([]))
  const centred = centre(seen)
  return greyValues(
    inkStrokes(
      seen.map(({ points, width }, stroke) => ({
        points: points.map(({ x, y }, index) => {
          const end = centred[stroke].points[index]
          return { x: x + share * (end.x - x), y: y + share * (end.y - y) }
        }),
        width
      }))
    )
  )
}

/** Both pictures of a drawing. */
export function digitFromStrokes(strokes: readonly Stroke[]): DigitImage {
  return { raw: rawImage(strokes), centred: centredImage(strokes) }
}

/** The strokes, of one size, with the centre of mass of their ink on pixel 14. */
function centre(strokes: readonly Stroke[]): Stroke[] {
  const scale = scaleToSide(strokes)
  const x = inkExtent(strokes, 'x', scale)
  const y = inkExtent(strokes, 'y', scale)
  // first into the middle, where no ink is cut off, to see where its centre of mass lies
  const middle = transformed(
    strokes,
    scale,
    PICTURE_SIDE / 2 - (x.from + x.to) / 2,
    PICTURE_SIDE / 2 - (y.from + y.to) / 2
  )
  const found = centreOfInk(inkStrokes(middle))
  return found ? transformed(middle, 1, CENTRE - found.x, CENTRE - found.y) : middle
}

/**
 * The scale at which the longest side of the ink is 20 pixels. The ink reaches half a pen beyond its
 * points, whatever the scale, so this is not a quotient of two sides: the length of the longest side
 * is a convex function of the scale made of straight pieces, and Newton's method, started above
 * the solution, walks down those pieces to exactly it.
 */
function scaleToSide(strokes: readonly Stroke[]): number {
  let scale = DIGIT_SIDE / SMALLEST_DRAWING
  for (;;) {
    const sides = [inkExtent(strokes, 'x', scale), inkExtent(strokes, 'y', scale)]
    const longest = sides[0].to - sides[0].from > sides[1].to - sides[1].from ? sides[0] : sides[1]
    const excess = longest.to - longest.from - DIGIT_SIDE
    // no distance between the points to shrink: only the pen itself is too wide
    if (excess <= 1e-9 || longest.unscaled <= 0) return scale
    scale -= excess / longest.unscaled
  }
}
