import type { ColourRole } from '../charts/model'

/** A place that a path went through. */
export interface PathPoint {
  x: number
  y: number
  /** Its own height, where it is not that of the ground below it; without it: that of the ground. */
  height?: number | null
}

/** A way over the ground, drawn in three dimensions as well. */
export interface SurfacePath {
  id: string
  label: string
  colour: ColourRole
  /** Lengths of dashes and gaps in pixels; empty: a solid line. */
  dash: readonly number[]
  /** In their order; the last one carries the ball. Coordinates may leave the map, or be no numbers. */
  points: readonly PathPoint[]
  /** For each point where its own height lies between the lowest (0) and the highest (1) of all paths: dots of that tone. */
  shares?: readonly (number | null)[]
  /** What is said of it to those who do not see it; without it: where its last point is. */
  words?: string
  /** A control or a comparison: drawn pale. */
  faint?: boolean
}

/** An arrow on the map, from (x, y) to (x + dx, y + dy). */
export interface MapArrow {
  x: number
  y: number
  dx: number
  dy: number
  colour: ColourRole
  dash?: readonly number[]
  /** Stands at its tip. */
  label?: string
  /** One of a field of many: thin. */
  thin?: boolean
}

export const MARK_KINDS = ['minimum', 'saddle', 'here'] as const
/** A place with a name: drawn as a cross, a diamond, or the ring of the crosshair. */
export interface MapMark {
  x: number
  y: number
  kind: (typeof MARK_KINDS)[number]
  label: string
}

/** Colours over the ground, which say for each point of a grid of their own what becomes of it. */
export interface MapRegions {
  xs: readonly number[]
  ys: readonly number[]
  /** For each point, row by row, its place in `kinds`; -1: nothing is drawn there. */
  places: ArrayLike<number>
  /** `hatched`: for what ends nowhere. `label` stands on the region, so that it is not the colour alone that tells. */
  kinds: readonly { label: string; colour: ColourRole; hatched?: boolean }[]
}
