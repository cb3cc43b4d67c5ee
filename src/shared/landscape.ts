import type { RunSummary } from './run'
import { z } from './zod'

/**
 * The cost around the weights of a run: on a plane through its final weights, or through the path of
 * one or two runs (Li et al. 2018; Antognini and Sohl-Dickstein 2018 on what such a plane hides).
 */

/**
 * random: two random directions, each neuron's incoming weights scaled to the length of its own.
 * path: the two principal directions of what lies between the checkpoints and the final weights.
 */
export const PLANES = ['random', 'path'] as const
export type Plane = (typeof PLANES)[number]

export const GRID_SIZES = [25, 51] as const

export const landscapeSchemas = {
  /**
   * One at a time; a new one calls off the one before. Told in 'landscape.progress' from coarse to fine.
   * Two runs share a plane where they have equal layers and costs.
   */
  'landscape.compute': z.strictObject({
    runIds: z.array(z.number().int().positive()).min(1).max(2),
    plane: z.enum(PLANES),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32 - 1),
    /** Points along each side. */
    size: z.union([z.literal(25), z.literal(51)]),
    /** The first so many of the training examples, the same for both runs. */
    examples: z.number().int().min(100).max(60_000)
  }),
  'landscape.cancel': z.undefined()
}

export type LandscapeInput = z.infer<(typeof landscapeSchemas)['landscape.compute']>

/** Why two runs have no landscape in common; the first that applies. */
export type LandscapeObstacle = 'dataset' | 'layers' | 'activation' | 'cost' | 'labels'

type Surveyed = Pick<RunSummary, 'layers' | 'datasetFingerprint' | 'config'>

/** In one plane, one point has one cost: that takes the same network, the same cost and the same answers. */
export function landscapeObstacle(one: Surveyed, other: Surveyed): LandscapeObstacle | null {
  if (one.datasetFingerprint !== other.datasetFingerprint) return 'dataset'
  if (one.layers.join() !== other.layers.join()) return 'layers'
  if (one.config.activation !== other.config.activation) return 'activation'
  if (one.config.cost !== other.config.cost) return 'cost'
  return labelsOf(one) === labelsOf(other) ? null : 'labels'
}

/** Runs of which this is the same learn the same answers. */
function labelsOf({ config: { shuffledLabels, seed, heldOut, subset } }: Surveyed): string {
  return shuffledLabels > 0 ? [shuffledLabels, seed, heldOut, subset].join() : ''
}

export interface PathPoint {
  epoch: number
  step: number
  /** In the plane's coordinates. */
  x: number
  y: number
  /**
   * With the weights of the checkpoint itself, not those of its shadow on the plane; null where it is
   * not finite, and in news where it is not known yet.
   */
  cost: number | null
  /** How far the checkpoint lies off the plane, and from the centre, as lengths in all dimensions. */
  offPlane: number
  fromCentre: number
}

export interface LandscapePath {
  runId: number
  points: PathPoint[]
}

export interface Landscape {
  /** Coordinates of the columns and of the rows, ascending; the centre (0, 0) is among them. */
  xs: number[]
  ys: number[]
  /** Row by row, from the lowest y; null where the cost is not finite. */
  costs: (number | null)[]
  /** Of the final weights of the first run: the cost at (0, 0). */
  centreCost: number | null
  paths: LandscapePath[]
  /** Stored weights that are left out, for their bytes are damaged; and whether a run's last are among them. */
  damaged: { count: number; last: boolean }
  /**
   * Of the sum of the checkpoints' squared distances from the centre: the share along each principal
   * direction, largest first, summing to 1. For random directions: the share that the plane holds.
   */
  explained: number[]
  /** Examples that each cost is the average of. */
  examples: number
  seconds: number
  /**
   * The same made of a random walk of as many points in as many dimensions, its end at (0, 0), and drawn
   * so that it is as far from there to its start as on the run's path. Only for the path of one run.
   */
  control: { points: { x: number; y: number }[]; explained: number[] } | null
}

/** News of a picture that is rough at first, and becomes ever finer. */
export interface LandscapeProgress {
  /** Costs worked out, of cells and of points of the paths. */
  done: number
  of: number
  xs: number[]
  ys: number[]
  paths: LandscapePath[]
  /** Those worked out since the last news: place in the grid (row * columns + column), and cost. */
  cells: { place: number; cost: number | null }[]
}

/** As the window is told: news of a landscape that was called off may still be on their way. */
export interface LandscapeNews extends LandscapeProgress {
  wish: LandscapeInput
}

export interface LandscapeResponses {
  'landscape.compute': Landscape
  'landscape.cancel': null
}
