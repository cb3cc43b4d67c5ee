import type { Pace } from '../../../shared/trainer-protocol'

/** The slider's last position: as fast as the machine can. */
export const FLAT_OUT = 60
/** One step a second at position 0, ten times more every so many positions. */
const POSITIONS_PER_DECADE = 12

/** Steps per second at a position of the slider, two digits at most; null: flat out. */
export function paceAt(position: number): Pace {
  if (position >= FLAT_OUT) return null
  return Number((10 ** (position / POSITIONS_PER_DECADE)).toPrecision(position < 12 ? 1 : 2))
}

/** Where the slider stands for a pace; paces between two positions go to the nearer one. */
export function positionOf(pace: Pace): number {
  if (pace === null) return FLAT_OUT
  const position = Math.round(Math.log10(pace) * POSITIONS_PER_DECADE)
  return Math.min(Math.max(position, 0), FLAT_OUT - 1)
}
