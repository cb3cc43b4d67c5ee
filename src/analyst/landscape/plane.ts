import type { PathPoint, Plane } from '../../shared/landscape'
import { pathDirections, randomDirections, type Directions } from './directions'
import { axesAround, unitAxes, type Axes } from './grid'
import { projector } from './projection'
import { scatterOf } from './scatter'

/** The weights of one run as they were kept, from its start to its end. */
export interface Path {
  runId: number
  points: { epoch: number; step: number; parameters: Float32Array }[]
}

export interface PlacedPath {
  runId: number
  points: Omit<PathPoint, 'cost'>[]
}

/** A plane through the final weights of the first run, and the paths as they are seen from it. */
export interface LandscapePlane extends Axes {
  centre: Float32Array
  directions: Directions
  paths: PlacedPath[]
  explained: number[]
}

export interface PlaneWish {
  layers: readonly number[]
  paths: readonly Path[]
  plane: Plane
  seed: number
  /** Points along each side. */
  size: number
}

/**
 * Lays the plane. Null where the paths have no direction of their own: fewer than three places of the first run
 * that differ, and only random directions can be had.
 */
export function layPlane({ layers, paths, plane, seed, size }: PlaneWish): LandscapePlane | null {
  const points = paths.flatMap((path) => path.points.map(({ parameters }) => parameters))
  const centre = paths[0].points[paths[0].points.length - 1].parameters
  const scatter = plane === 'path' ? scatterOf(points, centre) : null
  if (plane === 'path' && (!scatter || placesOf(paths[0]) < FEWEST_PLACES)) return null
  const directions = scatter
    ? pathDirections(points, centre, scatter, seed)
    : randomDirections(layers, centre, seed)
  const project = projector(centre, directions)
  const placed = paths.map(({ runId, points: ofRun }) => ({
    runId,
    points: ofRun.map(({ epoch, step, parameters }) => ({ epoch, step, ...project(parameters) }))
  }))
  const all = placed.flatMap((path) => path.points)
  return {
    centre,
    directions,
    paths: placed,
    explained: scatter ? scatter.explained : [shareHeld(all)],
    ...(scatter ? axesAround(all, size) : unitAxes(size))
  }
}

const FEWEST_PLACES = 3

/** How many of a path's points lie elsewhere than the one before; the first counts. */
function placesOf({ points }: Path): number {
  return points.filter(({ parameters }, t) =>
    t === 0 ? true : parameters.some((value, i) => value !== points[t - 1].parameters[i])
  ).length
}

/** How much of the points' squared distances from the centre lies in the plane. */
function shareHeld(points: readonly { offPlane: number; fromCentre: number }[]): number {
  const sum = (squares: number[]): number => squares.reduce((total, square) => total + square, 0)
  const all = sum(points.map(({ fromCentre }) => fromCentre ** 2))
  return all > 0 ? 1 - sum(points.map(({ offPlane }) => offPlane ** 2)) / all : 0
}
