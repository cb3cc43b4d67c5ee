/** Red, green and blue, 0..255 each. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** The tokens of the scale, from the most negative weight over zero to the most positive. */
export const WEIGHT_ROLES = [
  'weight-1',
  'weight-2',
  'weight-3',
  'weight-4',
  'weight-5',
  'weight-6',
  'weight-7'
] as const

/** The numbers of "rgb(1, 2, 3)"; the alpha, if there is one, is left out. */
export function toRgb(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

/**
 * The colour of a weight on a symmetric scale: `colours` stand at equal distances from -reach to
 * +reach, and between two of them it is mixed. Weights beyond the reach have the colour of the end.
 * @param reach Above zero; with 0 every weight has the colour of zero.
 */
export function weightColour(weight: number, reach: number, colours: readonly Rgb[]): Rgb {
  const last = colours.length - 1
  const share = reach > 0 ? Math.min(Math.max(weight / reach, -1), 1) : 0
  const place = ((share + 1) / 2) * last
  const below = Math.min(Math.floor(place), last - 1)
  const mixed = (channel: 0 | 1 | 2): number =>
    colours[below][channel] +
    (place - below) * (colours[below + 1][channel] - colours[below][channel])
  return [mixed(0), mixed(1), mixed(2)]
}

/**
 * One neuron's weights as a picture, row by row as the inputs are.
 * @returns Four bytes a weight: red, green, blue, alpha. A weight that is no number is transparent.
 */
export function weightPixels(
  weights: Float32Array,
  reach: number,
  colours: readonly Rgb[]
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(weights.length * 4)
  for (let index = 0; index < weights.length; index++) {
    if (!Number.isFinite(weights[index])) continue
    const [red, green, blue] = weightColour(weights[index], reach, colours)
    const at = index * 4
    pixels[at] = red
    pixels[at + 1] = green
    pixels[at + 2] = blue
    pixels[at + 3] = 255
  }
  return pixels
}
