/** What is seen of the ground: the map with the surface or with the lines beside it, or one of them alone. */
export const PICTURES = ['line', 'both', 'map', 'surface'] as const
export type Pictures = (typeof PICTURES)[number]
