import { clipToPad, PICTURE_SIDE, type Point, type Stroke } from './digit-strokes'
import { z } from './zod'

/** Strokes as they are kept: what lies on the pad, in hundredths of a pixel, as bare numbers. */

const MOST_STROKES = 100
/** Of a drawing, over all strokes: a minute of a fast pen. */
export const MOST_POINTS = 10_000
const FINEST = 100

const pen = z.number().min(0.5).max(8)
const anywhere = z.number().min(-1000).max(1000)
const onPad = z.number().min(0).max(PICTURE_SIDE)

/** As the pad has them. */
export const strokesSchema = z
  .array(
    z.strictObject({
      points: z
        .array(z.strictObject({ x: anywhere, y: anywhere }))
        .min(1)
        .max(MOST_POINTS),
      width: pen
    })
  )
  .min(1)
  .max(MOST_STROKES)
  .refine((strokes) => strokes.reduce((sum, { points }) => sum + points.length, 0) <= MOST_POINTS)

/** One stroke: the pen's width, then x and y of each point. */
const packedStroke = z
  .tuple([pen, onPad, onPad], onPad)
  .refine((numbers) => numbers.length % 2 === 1)

/** As they are kept. */
export const packedStrokesSchema = z
  .array(packedStroke)
  .min(1)
  .max(MOST_STROKES)
  .refine((strokes) => strokes.reduce((sum, numbers) => sum + numbers.length, 0) <= 3 * MOST_POINTS)
export type PackedStrokes = z.infer<typeof packedStrokesSchema>

const rounded = (value: number): number => Math.round(value * FINEST) / FINEST

/**
 * What is kept of strokes: the part on the pad, rounded. The same drawing has the same numbers, by
 * which it is known. Empty where nothing lies on the pad.
 */
export function packStrokes(strokes: readonly Stroke[]): PackedStrokes {
  return clipToPad(strokes).map(({ points, width }) => {
    const places = points.map(({ x, y }): Point => ({ x: rounded(x), y: rounded(y) }))
    // a pen that rests is told again and again
    const moved = places.filter(
      ({ x, y }, index) => index === 0 || x !== places[index - 1].x || y !== places[index - 1].y
    )
    const [first, ...rest] = moved
    return [rounded(width), first.x, first.y, ...rest.flatMap(({ x, y }) => [x, y])]
  })
}

export function unpackStrokes(packed: PackedStrokes): Stroke[] {
  return packed.map(([width, ...numbers]) => ({
    points: Array.from({ length: numbers.length / 2 }, (_, index) => ({
      x: numbers[2 * index],
      y: numbers[2 * index + 1]
    })),
    width
  }))
}
