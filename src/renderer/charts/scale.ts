import type { ChartBandPoint, ChartKind, ChartModel, ChartPoint, ChartSeries } from './model'
import { firstAtOrAfter } from './search'

/** At most so many labelled values along an axis. */
const MOST_TICKS = 7

/** Ticks at 1, 2, 5, 10, 20 … within the domain; fewer per decade, or per decades, when that is many. */
export function logTicks(min: number, max: number, most = MOST_TICKS): number[] {
  if (!(min > 0) || !(max > min)) return []
  const first = Math.floor(Math.log10(min))
  const last = Math.ceil(Math.log10(max))
  const within = (value: number): boolean => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  for (const multiples of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = decades
      .flatMap((decade) => multiples.map((multiple) => toPrecision(multiple * 10 ** decade)))
      .filter(within)
    if (ticks.length <= most) return ticks
  }
  const every = Math.ceil(decades.length / most)
  return decades
    .filter((decade) => decade % every === 0)
    .map((decade) => toPrecision(10 ** decade))
    .filter(within)
}

/** Drops the binary dust of powers of ten: 0.30000000000000004 becomes 0.3, and step 1,234,562 stays itself. */
function toPrecision(value: number): number {
  return Number(value.toPrecision(12))
}

/** At most so many intervals on a linear axis. */
const MOST_INTERVALS = 6

/** The smallest of 1, 2, 2.5, 5, 10 … that spans a range in few intervals. */
function linearStep(range: number): number {
  return roundUp(range / MOST_INTERVALS, [1, 2, 2.5, 5, 10])
}

/** Round numbers at equal distances within the domain. */
export function linearTicks(min: number, max: number): number[] {
  if (!(max > min)) return []
  const step = linearStep(max - min)
  const first = Math.ceil(min / step - 1e-9)
  const last = Math.floor(max / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => toPrecision((first + index) * step))
}

/** Linear ticks for what is counted: whole numbers, unless the axis shows less than one. */
export function countTicks(min: number, max: number): number[] {
  const ticks = linearTicks(min, max)
  const whole = ticks.filter(Number.isInteger)
  return whole.length > 1 ? whole : ticks
}

export interface Domain {
  min: number
  max: number
}

interface Extent {
  lowest: number
  highest: number
}

type Values = readonly (ChartPoint | ChartBandPoint)[]

/**
 * The lowest and the highest value of lines and bands within a part of the x axis, or everywhere.
 * Everywhere means, of costs, what is above zero; of accuracies, what was met after the start.
 */
function extentOf(series: readonly ChartSeries[], kind: ChartKind, zoom?: Domain): Extent {
  const all = series.flatMap(({ points, raw, band }) => [points, raw ?? [], band ?? []])
  const extents = all.map((values) => (zoom ? measure(values, kind, zoom) : remember(values, kind)))
  return {
    lowest: Math.min(Infinity, ...extents.map(({ lowest }) => lowest)),
    highest: Math.max(-Infinity, ...extents.map(({ highest }) => highest))
  }
}

const remembered = { cost: new WeakMap<Values, Extent>(), accuracy: new WeakMap<Values, Extent>() }

/** Of twenty lines, a run under way changes one. */
function remember(values: Values, kind: ChartKind): Extent {
  let extent = remembered[kind].get(values)
  if (!extent) {
    extent = measure(values, kind, kind === 'cost' ? EVERYWHERE : AFTER_START)
    remembered[kind].set(values, extent)
  }
  return extent
}

function measure(values: Values, kind: ChartKind, { min, max }: Domain): Extent {
  const extent = { lowest: Infinity, highest: -Infinity }
  const see = (value: number | null): void => {
    if (value === null || (kind === 'cost' && value <= 0)) return
    extent.lowest = Math.min(extent.lowest, value)
    extent.highest = Math.max(extent.highest, value)
  }
  for (const value of values) {
    if (value.x < min || value.x > max) continue
    if ('y' in value) see(value.y)
    else {
      see(value.low)
      see(value.high)
    }
  }
  return extent
}

const EVERYWHERE: Domain = { min: -Infinity, max: Infinity }
const AFTER_START: Domain = { min: Number.MIN_VALUE, max: Infinity }

/** The part of the x axis to show: what the model says, or all that its lines cover. */
export function xDomain({ series, x }: Pick<ChartModel, 'series' | 'x'>): Domain {
  let least = Infinity
  let most = -Infinity
  for (const { points, divergence } of series) {
    const from = x.logarithmic ? Number.MIN_VALUE : -Infinity
    const first = firstAtOrAfter(points.length, (index) => points[index].x, from)
    if (first < points.length) {
      least = Math.min(least, points[first].x)
      most = Math.max(most, points[points.length - 1].x)
    }
    if (divergence) most = Math.max(most, divergence.x)
  }
  const given = x.min !== undefined && (x.min > 0 || !x.logarithmic) ? x.min : undefined
  const min = given ?? (Number.isFinite(least) ? least : x.logarithmic ? 1 : 0)
  const max = x.max ?? most
  if (max > min) return { min, max }
  return x.logarithmic ? { min, max: min * 10 } : { min, max: min + 1 }
}

/**
 * The part of the y axis to show.
 *
 * Accuracy: up to 100 %, down to the next ten below the lowest value met after the start, so that
 * the climb from guessing does not flatten what came after.
 *
 * Cost: from 0, or by 1-2-5 on a logarithmic axis. A run that explodes leaves the chart at the top
 * instead of pressing all others onto the axis: the domain ends at four times the highest first value.
 *
 * @param zoom the part of the x axis that is shown: then the domain holds just what lies there
 */
export function yDomain(model: Pick<ChartModel, 'series' | 'y'>, zoom?: Domain): Domain {
  const { y, series } = model
  const domain = y.kind === 'accuracy' ? accuracyDomain(series, zoom) : costDomain(model, zoom)
  return { min: y.min ?? domain.min, max: y.max ?? domain.max }
}

function accuracyDomain(series: readonly ChartSeries[], zoom?: Domain): Domain {
  const { lowest, highest } = extentOf(series, 'accuracy', zoom)
  if (lowest > highest) return { min: 0, max: 1 }
  if (zoom) {
    const { min, max } = closeDomain(lowest, highest)
    return { min: Math.max(0, min), max: Math.min(1, max) }
  }
  // a little room, so that a line does not run along the axis
  const ten = Math.floor((lowest - 0.01) * 10 + 1e-9) / 10
  return { min: Math.max(0, Math.min(0.9, ten)), max: 1 }
}

/** The round numbers around some values. */
function closeDomain(lowest: number, highest: number): Domain {
  const step = linearStep(highest - lowest || Math.abs(highest) / 10 || 1)
  const min = toPrecision(Math.floor(lowest / step + 1e-9) * step)
  const max = toPrecision(Math.ceil(highest / step - 1e-9) * step)
  return max > min ? { min, max } : { min: min - step, max: max + step }
}

function costDomain({ series, y }: Pick<ChartModel, 'series' | 'y'>, zoom?: Domain): Domain {
  const { lowest, highest } = extentOf(series, 'cost', zoom)
  if (lowest > highest) return y.logarithmic ? { min: 0.1, max: 1 } : { min: 0, max: 1 }
  const starts = series.map(({ points }) => points.find(({ y }) => y !== null)?.y ?? 0)
  const ceiling = 4 * Math.max(...starts)
  // what is above the ceiling altogether presses nobody, and would otherwise not be seen at all
  const top = highest > ceiling && ceiling > 0 && lowest < ceiling ? ceiling : highest
  if (y.logarithmic) {
    const min = roundDown(Math.min(lowest, top), LOG_STEPS)
    return { min, max: Math.max(roundUp(top, LOG_STEPS), min * 2) }
  }
  if (zoom) return closeDomain(Math.min(lowest, top), top)
  const step = linearStep(top)
  return { min: 0, max: toPrecision(Math.ceil(top / step - 1e-9) * step) }
}

const LOG_STEPS = [1, 2, 5, 10]

/** The next larger number of the form step * 10^n. */
export function roundUp(value: number, steps: readonly number[]): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  const step = steps.find((each) => each * decade >= value * (1 - 1e-9)) ?? 10
  return toPrecision(step * decade)
}

/** The next smaller number of the form step * 10^n. */
export function roundDown(value: number, steps: readonly number[]): number {
  const decade = 10 ** Math.floor(Math.log10(value))
  const step = steps.findLast((each) => each * decade <= value * (1 + 1e-9)) ?? 1
  return toPrecision(step * decade)
}
