import { linearTicks } from '../../charts/scale'
import { median } from './batch-sizes'

export interface Tip {
  along: number
  across: number
}

/** Where arrows from one origin lie on the page, with the same scale both ways, so that angles are true. */
export interface ArrowPlot {
  toX: (along: number) => number
  toY: (across: number) => number
  /** Round values within the picture. */
  ticks: { along: number[]; across: number[] }
}

/** The full gradient is at least this part of the longest arrow in the picture, */
const FULL_SHARE = 0.25
/** unless most arrows are longer: then the middle one is this part. */
const MIDDLE_SHARE = 0.8

/**
 * How long arrows may be in the picture; the others are cut there, or one of them would leave all others a dot.
 * @param full length of the full gradient
 */
export function reachOf(tips: readonly Tip[], full: number): number {
  const lengths = tips.map(({ along, across }) => Math.hypot(along, across)).filter(Number.isFinite)
  const longest = Math.max(full, ...lengths)
  const middle = lengths.length > 0 ? median(lengths) : full
  return Math.min(longest, Math.max(full / FULL_SHARE, middle / MIDDLE_SHARE))
}

/** The tip at most so far from the origin, in the same direction. */
export function cutAt(reach: number, { along, across }: Tip): Tip & { isCut: boolean } {
  const length = Math.hypot(along, across)
  // rounding cuts nothing
  if (!(length > reach * (1 + 1e-9))) return { along, across, isCut: false }
  return { along: (along / length) * reach, across: (across / length) * reach, isCut: true }
}

/** Room in pixels around the arrows, for the numbers at the axes. */
export interface Room {
  width: number
  height: number
  margin: number
}

/**
 * The largest picture of these arrows: all tips are in it, and the origin.
 * @param tips those that are no numbers are left out; one at least should be away from the origin
 */
export function arrowPlot(tips: readonly Tip[], { width, height, margin }: Room): ArrowPlot {
  const known = tips.filter(
    ({ along, across }) => Number.isFinite(along) && Number.isFinite(across)
  )
  const alongs = [0, ...known.map(({ along }) => along)]
  const left = Math.min(...alongs)
  const right = Math.max(...alongs)
  // as far below as above: what is across has no sign of its own
  const across = Math.max(...known.map((tip) => Math.abs(tip.across)), 0)
  const inside = {
    width: Math.max(1, width - 2 * margin),
    height: Math.max(1, height - 2 * margin)
  }
  const perPixel = Math.max((right - left) / inside.width, (2 * across) / inside.height)
  const scale = perPixel > 0 ? 1 / perPixel : 1
  const start = margin + (inside.width - (right - left) * scale) / 2
  const middle = height / 2
  const span = { along: width / scale, across: height / scale }
  const from = left - start / scale
  return {
    toX: (value) => start + (value - left) * scale,
    toY: (value) => middle - value * scale,
    ticks: {
      along: linearTicks(from, from + span.along),
      across: linearTicks(-span.across / 2, span.across / 2)
    }
  }
}

/** The points of an arrow's head at its tip, `size` pixels long, for a polygon; none for an arrow without length. */
export function arrowHead(
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  size: number
): string {
  const length = Math.hypot(toX - fromX, toY - fromY)
  if (!(length > 0)) return ''
  const [dx, dy] = [(toX - fromX) / length, (toY - fromY) / length]
  const [baseX, baseY] = [toX - dx * size, toY - dy * size]
  const half = size * 0.45
  return [
    [toX, toY],
    [baseX - dy * half, baseY + dx * half],
    [baseX + dy * half, baseY - dx * half]
  ]
    .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ')
}
