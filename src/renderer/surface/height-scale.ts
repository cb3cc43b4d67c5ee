import { roundUp } from '../charts/scale'
import { extremesOf, type HeightGrid } from './grid'

/** How heights become colours, contour lines and, in three dimensions, lengths. */
export interface HeightScale {
  logarithmic: boolean
  min: number
  max: number
  /** 0 at the lowest height, 1 at the highest; what lies beyond has the colour of the end. NaN for NaN. */
  share: (height: number) => number
  /** Of the contour lines, ascending: round numbers. */
  levels: readonly number[]
  /** Those that are drawn strong, and named. */
  isIndex: (level: number) => boolean
}

/** About so many contour lines on a map. */
const LEVELS = 24
/** Every so many lines one is strong, as on a survey map. */
const INDEX_EVERY = 5
/** Below the top by this factor, a logarithmic scale ends: towards zero it would have no end. */
const LONGEST_RANGE = 5e3

/**
 * The scale that fits all finite heights of a grid. Where they are not all above zero, a logarithmic
 * one begins `LONGEST_RANGE` below the top.
 */
export function heightScale(grid: HeightGrid, logarithmic: boolean): HeightScale {
  const extremes = extremesOf(grid)
  const lowest = extremes?.lowest.height ?? 0
  const highest = extremes?.highest.height ?? 1
  if (logarithmic && highest > 0) {
    return logarithmicScale(Math.max(lowest, highest / LONGEST_RANGE), highest)
  }
  return linearScale(lowest, highest)
}

function linearScale(min: number, max: number): HeightScale {
  const range = max - min
  // a plain has no contour lines
  const step = range > 0 ? roundUp(range / LEVELS, [1, 2, 2.5, 5, 10]) : 1
  const first = Math.floor(min / step + 1e-9) + 1
  const count = range > 0 ? Math.max(0, Math.ceil(max / step - 1e-9) - first) : 0
  const levels = Array.from({ length: count }, (_, index) =>
    Number(((first + index) * step).toPrecision(12))
  )
  return {
    logarithmic: false,
    min,
    max,
    share: (height) => (range > 0 ? clamp((height - min) / range) : Number.isNaN(height) ? NaN : 0),
    levels,
    isIndex: (level) => Math.round(level / step) % INDEX_EVERY === 0
  }
}

const MULTIPLES = [1, 2, 5]
/** With fewer decades than this there is room for more lines in each. */
const FEW_DECADES = 4
/** With less than this, hardly one of the multiples lies within: the lines are equal heights apart. */
const NARROW_DECADES = 0.5

function logarithmicScale(min: number, max: number): HeightScale {
  const decades = Math.log10(max / min)
  if (!(decades > 0)) return { ...linearScale(min, max), logarithmic: true }
  const share = (height: number): number =>
    Number.isNaN(height) ? NaN : height <= min ? 0 : clamp(Math.log10(height / min) / decades)
  if (decades < NARROW_DECADES) return { ...linearScale(min, max), logarithmic: true, share }
  const multiples = decades < FEW_DECADES ? [1, 1.5, 2, 3, 5, 7] : MULTIPLES
  const first = Math.floor(Math.log10(min))
  const last = Math.ceil(Math.log10(max))
  const levels: number[] = []
  for (let decade = first; decade <= last; decade++) {
    for (const multiple of multiples) {
      const level = Number((multiple * 10 ** decade).toPrecision(12))
      if (level > min && level < max) levels.push(level)
    }
  }
  return {
    logarithmic: true,
    min,
    max,
    share,
    levels,
    isIndex: (level) => {
      const power = Math.log10(level)
      const isPower = Math.abs(power - Math.round(power)) < 1e-9
      if (isPower || decades >= FEW_DECADES) return isPower
      return Math.abs(level / 10 ** Math.floor(power) - 3) < 1e-9
    }
  }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
