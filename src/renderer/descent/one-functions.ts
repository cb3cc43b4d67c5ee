/** A cost of one weight, and its slope. Outside of its domain it is NaN or infinite. */
export interface FunctionOfOne {
  value: (weight: number) => number
  slope: (weight: number) => number
}

/** A function with what is worth seeing of it. */
export interface KnownFunction extends FunctionOfOne {
  id: KnownId
  /** C(W), in the notation of LaTeX. */
  tex: string
  /** The part of the axis that is shown. */
  from: number
  to: number
  /** Where a ball is put at first, and the learning rate that shows something. */
  start: number
  rate: number
}

export const KNOWN_IDS = ['bowl', 'valleys', 'wavy', 'ravine', 'plateau'] as const
export type KnownId = (typeof KNOWN_IDS)[number]

/** How fast the ravine's walls fall off: its half width is about a seventh of a unit. */
const RAVINE_STEEPNESS = 25

export const KNOWN_FUNCTIONS: Readonly<Record<KnownId, KnownFunction>> = {
  // the slope changes by 2 a unit everywhere: a step leads to the minimum itself at 1/2, and no nearer from 1 on
  bowl: {
    id: 'bowl',
    tex: 'W^2',
    value: (weight) => weight * weight,
    slope: (weight) => 2 * weight,
    from: -3,
    to: 3,
    start: -2.4,
    rate: 0.1
  },
  // tilted, so that one valley is deeper and the top between them is not in the middle
  valleys: {
    id: 'valleys',
    tex: '\\tfrac14 W^4 - W^2 + \\tfrac{3}{10} W + 2',
    value: (weight) => weight ** 4 / 4 - weight ** 2 + 0.3 * weight + 2,
    slope: (weight) => weight ** 3 - 2 * weight + 0.3,
    from: -2.5,
    to: 2.5,
    start: 2.3,
    rate: 0.05
  },
  wavy: {
    id: 'wavy',
    tex: '\\tfrac{1}{10} W^2 + \\sin 2W + 1',
    value: (weight) => weight ** 2 / 10 + Math.sin(2 * weight) + 1,
    slope: (weight) => weight / 5 + 2 * Math.cos(2 * weight),
    from: -8,
    to: 8,
    start: 6.6,
    rate: 0.1
  },
  // gentle outside and steep within: a rate that gets there is far too large once there
  ravine: {
    id: 'ravine',
    tex: `\\tfrac{1}{10} W^2 + 1 - e^{-${RAVINE_STEEPNESS} W^2}`,
    value: (weight) => weight ** 2 / 10 + 1 - Math.exp(-RAVINE_STEEPNESS * weight ** 2),
    slope: (weight) =>
      weight / 5 + 2 * RAVINE_STEEPNESS * weight * Math.exp(-RAVINE_STEEPNESS * weight ** 2),
    from: -2.5,
    to: 2.5,
    start: 2,
    rate: 0.6
  },
  plateau: {
    id: 'plateau',
    tex: '\\dfrac{W^2}{1 + W^2}',
    value: (weight) => weight ** 2 / (1 + weight ** 2),
    slope: (weight) => (2 * weight) / (1 + weight ** 2) ** 2,
    from: -6,
    to: 6,
    start: 4.5,
    rate: 0.3
  }
}

/** A distance that is small beside the numbers it is added to, and large beside their rounding. */
function smallStep(weight: number): number {
  return 1e-4 * Math.max(1, Math.abs(weight))
}

/**
 * How fast the slope changes, C''(W), by central differences of the slope. Its error is of the order
 * of 1e-8 times the fourth derivative.
 */
export function curvature({ slope }: FunctionOfOne, weight: number): number {
  const distance = smallStep(weight)
  return (slope(weight + distance) - slope(weight - distance)) / (2 * distance)
}

/** Places where the bends are looked for, over a part of the axis. */
const SOUNDINGS = 400

/**
 * The largest |C''(W)| on a part of the axis, as found at evenly spaced places; 0 where there is no
 * number anywhere. With a learning rate up to 1 divided by it, no step on that part climbs.
 */
export function largestCurvature(of: FunctionOfOne, from: number, to: number): number {
  let largest = 0
  for (let place = 0; place <= SOUNDINGS; place++) {
    const bend = Math.abs(curvature(of, from + ((to - from) * place) / SOUNDINGS))
    if (Number.isFinite(bend)) largest = Math.max(largest, bend)
  }
  return largest
}

/**
 * The minima within a part of the axis, ascending: where the slope turns from negative to positive,
 * found to rounding by halving. Two minima nearer than a four-hundredth of the part count as one.
 */
export function findMinima({ slope }: FunctionOfOne, from: number, to: number): number[] {
  const minima: number[] = []
  let before = from
  for (let place = 1; place <= SOUNDINGS; place++) {
    const after = from + ((to - from) * place) / SOUNDINGS
    if (slope(before) < 0 && slope(after) >= 0) minima.push(halve(slope, before, after))
    before = after
  }
  return minima
}

function halve(slope: (weight: number) => number, below: number, above: number): number {
  for (;;) {
    const middle = (below + above) / 2
    if (middle <= below || middle >= above) return middle
    if (slope(middle) < 0) below = middle
    else above = middle
  }
}
