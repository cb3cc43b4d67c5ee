import { fillUnknown, spread, thinGrid, type HeightGrid } from './grid'
import type { HeightScale } from './height-scale'
import { mixer, type MapLook, type Mixer } from './map-look'

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
  const mixed = mixer(look.mapColours['map-low'], look.mapColours['map-high'])
  const fills: string[] = []
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const at = row * columns + column
      const [lowerLeft, lowerRight] = [heights[at], heights[at + 1]]
      const [upperLeft, upperRight] = [heights[at + columns], heights[at + columns + 1]]
      const across = ((lowerRight + upperRight - lowerLeft - upperLeft) / 4) * (columns - 1)
      const away = ((upperLeft + upperRight - lowerLeft - lowerRight) / 4) * (rows - 1)
      const share = (lowerLeft + lowerRight + upperLeft + upperRight) / 4
      fills.push(cellColour(share, across, away, mixed))
    }
  }
  return { columns, rows, xs: side(columns), ys: side(rows), heights, fills }
}

/**
 * The colour of a cell: its height, lit from its side.
 * @param share of the height, 0 … 1
 * @param across and @param away how steeply it rises along x and along y
 */
function cellColour(share: number, across: number, away: number, mixed: Mixer): string {
  const length = Math.hypot(across, away, 1)
  const lit = (-LIGHT.x * across - LIGHT.y * away + LIGHT.height) / length
  return mixed(share, 1 + SHADE * (lit - LIGHT.height))
}
