import { fillUnknown, spread, thinGrid, type HeightGrid } from './grid'
import type { HeightScale } from './height-scale'
import { mix, type MapLook } from './map-look'

/** A surface made ready to be painted from any side. */
export interface Mesh {
  columns: number
  rows: number
  /** Coordinates of the points of the grid, -1 … 1, by column and by row. */
  xs: readonly number[]
  ys: readonly number[]
  /** Heights of the points, 0 … 1, row by row; NaN where there is none. */
  heights: Float64Array
  /** The colour of each cell, row by row: (columns - 1) * (rows - 1). */
  fills: string[]
}

/** Points along each side: 2,500 cells are painted within a frame. */
const MOST_POINTS = 51

/** Where the light comes from, in the coordinates of the surface: from the left, behind, and above. */
const LIGHT = { x: -0.5, y: 0.35, height: 0.79 }
/** How much darker the ground is that is turned away from the light. */
const SHADE = 0.3

/** The mesh of a grid: every point of a small one, some of a fine one. */
export function meshOf(grid: HeightGrid, scale: HeightScale, look: MapLook): Mesh {
  const { xs, ys, values } = thinGrid(fillUnknown(grid), MOST_POINTS)
  const [columns, rows] = [xs.length, ys.length]
  const heights = Float64Array.from(values, (value) => scale.share(value))
  const side = (count: number): number[] => spread({ min: -1, max: 1 }, count)
  const fills: string[] = []
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column
      const corners = [at, at + 1, at + columns, at + columns + 1].map((place) => heights[place])
      fills.push(cellColour(corners, 2 / (columns - 1), 2 / (rows - 1), look))
    }
  }
  return { columns, rows, xs: side(columns), ys: side(rows), heights, fills }
}

/** @param corners heights at the left and right below, and at the left and right above */
function cellColour(
  [lowerLeft, lowerRight, upperLeft, upperRight]: readonly number[],
  width: number,
  depth: number,
  look: MapLook
): string {
  const across = (lowerRight + upperRight - lowerLeft - upperLeft) / 2 / width
  const away = (upperLeft + upperRight - lowerLeft - lowerRight) / 2 / depth
  const length = Math.hypot(across, away, 1)
  const lit = (-LIGHT.x * across - LIGHT.y * away + LIGHT.height) / length
  const share = (lowerLeft + lowerRight + upperLeft + upperRight) / 4
  const light = 1 + SHADE * (lit - LIGHT.height)
  return mix(look.mapColours['map-low'], look.mapColours['map-high'], share, light)
}
