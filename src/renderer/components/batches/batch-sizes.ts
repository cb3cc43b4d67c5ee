import type { BatchArrow } from '../../../shared/study'
import type { ColourRole } from '../../charts/model'

/** From a single image to a thousand. */
const BATCH_SIZES: readonly number[] = [1, 10, 100, 1000]

/** Those that are a part of so many images, not all of them. */
export function possibleSizes(images: number): number[] {
  return BATCH_SIZES.filter((size) => size < images)
}

type Shape = 'circle' | 'square' | 'triangle' | 'diamond'

/** How a batch size is drawn: colour, dash and mark, each telling it alone. */
export interface SizeStyle {
  colour: ColourRole
  dash: readonly number[]
  shape: Shape
}

const STYLES: readonly SizeStyle[] = [
  { colour: 'run-1', dash: [], shape: 'circle' },
  { colour: 'run-2', dash: [7, 4], shape: 'square' },
  { colour: 'run-3', dash: [2, 3], shape: 'triangle' },
  { colour: 'run-6', dash: [9, 3, 2, 3], shape: 'diamond' }
]

export function styleOf(size: number): SizeStyle {
  const place = BATCH_SIZES.indexOf(size)
  return STYLES[(place < 0 ? BATCH_SIZES.length - 1 : place) % STYLES.length]
}

/** What there is to say of all gradients of one batch size. */
export interface SizeFacts {
  size: number
  count: number
  /** The one in the middle, in degrees to the full gradient. */
  angle: number
  length: number
  /** Of one gradient; null where it was not told. */
  milliseconds: number | null
}

/** The middle one by size, or the mean of the middle two; NaN of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return NaN
  const sorted = [...values].sort((one, other) => one - other)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
}

/** In ascending order of the sizes. */
export function factsOf(
  arrows: readonly BatchArrow[],
  times: readonly { size: number; milliseconds: number }[]
): SizeFacts[] {
  const sizes = [...new Set(arrows.map(({ size }) => size))].sort((one, other) => one - other)
  return sizes.map((size) => {
    const ofSize = arrows.filter((arrow) => arrow.size === size)
    return {
      size,
      count: ofSize.length,
      angle: median(ofSize.map(({ angle }) => angle)),
      length: median(ofSize.map(({ length }) => length)),
      milliseconds: times.find((time) => time.size === size)?.milliseconds ?? null
    }
  })
}

/**
 * Whether a few images pull so hard that they decide: most single images have a shorter gradient than most small
 * batches, whose average would be the shorter one if all images pulled alike.
 */
export function fewDecide(facts: readonly SizeFacts[]): boolean {
  const [single, batch] = facts
  return single?.size === 1 && batch !== undefined && single.length < batch.length
}
