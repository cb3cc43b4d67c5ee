import { heightAt } from './grid'
import type { Mesh } from './mesh'
import type { Camera } from './projection'

/** Points of a way lie on the ground, as exactly as the grid tells where that is. */
const TOLERANCE = 0.012

/**
 * Whether the surface stands between a point and the eye. Coordinates -1 … 1 along both axes, height
 * 0 … 1. Goes towards the eye in steps of a cell and looks whether the ground there is higher.
 */
export function isHidden(
  mesh: Mesh,
  camera: Camera,
  x: number,
  y: number,
  height: number
): boolean {
  const level = Math.cos(camera.elevation)
  const [alongX, alongY] = [-Math.sin(camera.azimuth) * level, -Math.cos(camera.azimuth) * level]
  const rise = Math.sin(camera.elevation)
  const step = 2 / (mesh.columns - 1) / Math.max(level, 0.05)
  const grid = { xs: mesh.xs, ys: mesh.ys, values: mesh.heights }
  for (let way = step; height + rise * way < 1; way += step) {
    const ground = heightAt(grid, x + alongX * way, y + alongY * way)
    if (Number.isNaN(ground)) return false
    if (ground > height + rise * way + TOLERANCE) return true
  }
  return false
}
