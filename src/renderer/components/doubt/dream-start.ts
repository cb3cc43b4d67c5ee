import { PIXELS } from '../../../shared/doubt'
import { randomStream } from '../../../shared/random'

/** What a dream can begin with. */
export const DREAM_STARTS = ['noise', 'paper', 'drawing'] as const
export type DreamStart = (typeof DREAM_STARTS)[number]

/** The same noise for everybody. */
const SEED = 1

/** @returns PIXELS values, 0 = paper, 1 = ink. */
export function dreamStart(start: DreamStart, drawing: Uint8Array): Float32Array {
  if (start === 'paper') return new Float32Array(PIXELS)
  if (start === 'drawing') return Float32Array.from(drawing, (grey) => grey / 255)
  const random = randomStream(SEED, 'doubt')
  return Float32Array.from({ length: PIXELS }, () => random.uniform())
}

/** As a picture is shown. */
export function greysOf(pixels: Float32Array): Uint8Array {
  return Uint8Array.from(pixels, (value) => Math.round(255 * value))
}
