import type { Box } from '../charts/drawing'
import { linearTicks } from '../charts/scale'
import type { MapLook } from '../surface/map-look'
import type { FunctionOfOne } from './one-functions'
import type { View } from './one-verdict'

/** The curve of a function as the picture shows it. */
export interface Curve extends View {
  /** Weights and heights at evenly spaced places; where there is no number, NaN. */
  weights: readonly number[]
  heights: readonly number[]
  lowest: number
  highest: number
}

/** Places at which a curve is worked out. */
const PLACES = 600
/** Of all heights, the share that fits into the picture where the rest is much higher. */
const SHOWN_SHARE = 0.9
/** So many times higher than that share is much higher: the wall of a pole, not a hill. */
const MUCH_HIGHER = 6
/** Air above and ground below the curve, as a share of its height. */
const AIR = 0.12
const GROUND = 0.14

/** Works out a curve on a part of the axis; undefined where it has no height at all. */
export function drawCurve(of: FunctionOfOne, from: number, to: number): Curve | undefined {
  const weights = Array.from(
    { length: PLACES + 1 },
    (_, place) => from + ((to - from) * place) / PLACES
  )
  const heights = weights.map((weight) => {
    const height = of.value(weight)
    return Number.isFinite(height) ? height : NaN
  })
  const sorted = heights.filter((height) => !Number.isNaN(height)).sort((one, two) => one - two)
  if (sorted.length < 2) return undefined
  const [lowest, highest] = boundsOf(sorted)
  const range = highest - lowest || Math.abs(highest) || 1
  return {
    weights,
    heights,
    from,
    to,
    range,
    lowest: lowest - GROUND * range,
    highest: highest + AIR * range
  }
}

function boundsOf(sorted: readonly number[]): [lowest: number, highest: number] {
  const place = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]
  const [least, most] = [sorted[0], sorted[sorted.length - 1]]
  const [low, high] = [place(1 - SHOWN_SHARE), place(SHOWN_SHARE)]
  const usual = high - low
  return [
    low - least > MUCH_HIGHER * usual ? low - usual : least,
    most - high > MUCH_HIGHER * usual ? high + usual : most
  ]
}

/** Where a curve stands on the screen. */
export interface OneLayout {
  plot: Box
  toX: (weight: number) => number
  toY: (height: number) => number
  toWeight: (pixel: number) => number
  weightTicks: readonly number[]
  heightTicks: readonly number[]
}

/** Lays out a picture: numbers of the weights below it, of the heights within it at the left. */
export function layoutCurve(
  { from, to, lowest, highest }: Curve,
  { fontSize }: MapLook,
  { width, height }: { width: number; height: number }
): OneLayout {
  const plot: Box = { left: 0, top: 0, right: width, bottom: height - 3.4 * fontSize }
  const across = (plot.right - plot.left) / (to - from)
  const up = (plot.bottom - plot.top) / (highest - lowest)
  return {
    plot,
    toX: (weight) => plot.left + (weight - from) * across,
    toY: (value) => plot.bottom - (value - lowest) * up,
    toWeight: (pixel) => from + (pixel - plot.left) / across,
    weightTicks: linearTicks(from, to),
    heightTicks: linearTicks(lowest, highest)
  }
}
