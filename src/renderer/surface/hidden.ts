import type { Mesh } from './mesh'
import type { Camera } from './projection'

/** Points of a way lie on the ground, as exactly as the grid tells where that is. */
const TOLERANCE = 0.012

/**
 * Whether the surface stands between a point and the eye. Coordinates -1 … 1 along both axes, height
 * 0 … 1. Goes towards the eye in steps of a cell and looks whether the ground there, bilinear between
 * the points of the mesh, is higher. While a surface is turned it is asked for every place of every
 * way, thousands of steps a frame: so it counts in cells and makes nothing on its way.
 */
export function isHidden(
  { columns, rows, heights }: Mesh,
  camera: Camera,
  x: number,
  y: number,
  height: number
): boolean {
  const level = Math.cos(camera.elevation)
  const step = 2 / (columns - 1) / Math.max(level, 0.05)
  const rise = Math.sin(camera.elevation) * step
  // one step, and the place, in cells from the corner at the left below
  const [perX, perY] = [(columns - 1) / 2, (rows - 1) / 2]
  const alongX = -Math.sin(camera.azimuth) * level * step * perX
  const alongY = -Math.cos(camera.azimuth) * level * step * perY
  let across = (x + 1) * perX
  let up = (y + 1) * perY
  for (let sight = height + rise; sight < 1; sight += rise) {
    across += alongX
    up += alongY
    if (!(across >= 0 && up >= 0 && across <= columns - 1 && up <= rows - 1)) return false
    const column = Math.min(Math.floor(across), columns - 2)
    const row = Math.min(Math.floor(up), rows - 2)
    const at = row * columns + column
    const [right, above] = [across - column, up - row]
    const below = heights[at] * (1 - right) + heights[at + 1] * right
    const over = heights[at + columns] * (1 - right) + heights[at + columns + 1] * right
    const ground = below * (1 - above) + over * above
    if (Number.isNaN(ground)) return false
    if (ground > sight + TOLERANCE) return true
  }
  return false
}
