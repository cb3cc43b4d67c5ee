import { PIXELS, SIDE, type Occlusion } from '../../../shared/doubt'

/** Where the upper left corner of the patch lies. */
export interface PatchPlace {
  row: number
  column: number
}

/** What hiding that place does to one output: how far it falls; negative where it rises. */
export function fallAt(
  { places, outputs, plain }: Occlusion,
  { row, column }: PatchPlace,
  output: number
): number {
  return plain[output] - outputs[(row * places + column) * plain.length + output]
}

/** The outputs with the patch there. */
export function outputsAt(
  { places, outputs, plain }: Occlusion,
  { row, column }: PatchPlace
): number[] {
  const start = (row * places + column) * plain.length
  return [...outputs.subarray(start, start + plain.length)]
}

/** For each pixel, how far the output falls on average over all patches that hide it. */
export function heatOf(occlusion: Occlusion, output: number): Float32Array {
  const side = SIDE - occlusion.places + 1
  const sums = new Float64Array(PIXELS)
  const counts = new Uint16Array(PIXELS)
  for (const place of allPlaces(occlusion)) {
    const fall = fallAt(occlusion, place, output)
    for (let y = place.row; y < place.row + side; y++) {
      for (let x = place.column; x < place.column + side; x++) {
        sums[y * SIDE + x] += fall
        counts[y * SIDE + x]++
      }
    }
  }
  return Float32Array.from(sums, (sum, pixel) => sum / counts[pixel])
}

/** The places at which the output falls most, the worst first. */
export function worstPlaces(occlusion: Occlusion, output: number, count: number): PatchPlace[] {
  return allPlaces(occlusion)
    .sort((one, other) => fallAt(occlusion, other, output) - fallAt(occlusion, one, output))
    .slice(0, count)
}

function allPlaces({ places }: Occlusion): PatchPlace[] {
  return Array.from({ length: places * places }, (_, place) => ({
    row: Math.floor(place / places),
    column: place % places
  }))
}
