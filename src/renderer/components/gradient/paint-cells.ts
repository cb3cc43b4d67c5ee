import { weightColour, type Rgb } from '../weights/weight-colours'

/** Colours at hand: to mix one for each of a million cells would take longer than a frame. */
const SHADES = 511

/**
 * Components as pixels, row by row, on a symmetric scale.
 * @param rows Of cells. Where there are more than `mostRows`, some share a pixel, and the strongest of them is seen.
 * @param componentAt null: nothing is there, and the pixel is transparent.
 * @returns Four bytes a pixel, `width` pixels a row.
 */
export function paintCells(
  { width, rows }: { width: number; rows: number },
  componentAt: (row: number, column: number) => number | null,
  reach: number,
  colours: readonly Rgb[],
  mostRows = 4096
): { pixels: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const shades = Array.from({ length: SHADES }, (_, place) =>
    weightColour((2 * place) / (SHADES - 1) - 1, 1, colours)
  )
  const each = Math.ceil(rows / mostRows)
  const height = Math.ceil(rows / each)
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let strongest: number | null = null
      for (let inner = row * each; inner < Math.min(rows, (row + 1) * each); inner++) {
        const component = componentAt(inner, column)
        if (component === null || !Number.isFinite(component)) continue
        if (strongest === null || Math.abs(component) > Math.abs(strongest)) strongest = component
      }
      if (strongest === null) continue
      const share = reach > 0 ? Math.min(Math.max(strongest / reach, -1), 1) : 0
      const shade = shades[Math.round(((share + 1) / 2) * (SHADES - 1))]
      const at = (row * width + column) * 4
      pixels[at] = shade[0]
      pixels[at + 1] = shade[1]
      pixels[at + 2] = shade[2]
      pixels[at + 3] = 255
    }
  }
  return { pixels, width, height }
}
