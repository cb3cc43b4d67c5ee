import type { ChartLook } from '../charts/chart-look'

/** The tokens of the ground of a map. */
export const MAP_ROLES = [
  'map-low',
  'map-high',
  'contour-index',
  'contour-minor',
  'sunken'
] as const
export type MapRole = (typeof MAP_ROLES)[number]

/** What the look of a map or of a surface depends on besides its heights. */
export interface MapLook extends ChartLook {
  /** As `rgb(r, g, b)`. */
  mapColours: Record<MapRole, string>
}

type Channels = readonly [red: number, green: number, blue: number]

function channelsOf(colour: string): Channels {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

/** Makes colours between two. @see mix */
export type Mixer = (share: number, light?: number) => string

/** As `mix`, for many colours between the same two: they are read once. */
export function mixer(one: string, other: string): Mixer {
  const [from, to] = [channelsOf(one), channelsOf(other)]
  const channel = (at: 0 | 1 | 2, share: number, light: number): number =>
    Math.min(255, Math.round((from[at] + (to[at] - from[at]) * share) * light))
  return (share, light = 1) =>
    `rgb(${channel(0, share, light)}, ${channel(1, share, light)}, ${channel(2, share, light)})`
}

/**
 * A colour between two. Colours as `rgb(r, g, b)`.
 * @param share from 0 (the one) to 1 (the other)
 * @param light how bright it is made afterwards: 1 leaves it as it is
 */
export function mix(one: string, other: string, share: number, light = 1): string {
  return mixer(one, other)(share, light)
}
