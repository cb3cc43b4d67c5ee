import { countTicks, linearTicks, logTicks, type Domain } from './scale'

/** How the values along an axis lie on pixels. */
export interface AxisScale {
  domain: Domain
  logarithmic: boolean
  /** NaN for what has no place: at or below zero on a logarithmic axis. */
  toPixel: (value: number) => number
  toValue: (pixel: number) => number
}

/** @param from where the smallest value lies, in pixels; for a y axis that is below `to` */
export function axisScale(
  domain: Domain,
  [from, to]: readonly [number, number],
  logarithmic: boolean
): AxisScale {
  const transform = logarithmic ? Math.log10 : (value: number) => value
  const restore = logarithmic ? (value: number) => 10 ** value : (value: number) => value
  const start = transform(domain.min)
  const perUnit = (to - from) / (transform(domain.max) - start)
  return {
    domain,
    logarithmic,
    toPixel: (value) => from + (transform(value) - start) * perUnit,
    toValue: (pixel) => restore(start + (pixel - from) / perUnit)
  }
}

/** With fewer, a logarithmic axis would not tell where it is. */
const FEWEST_TICKS = 3

/** Round values along an axis. A logarithmic one that shows a small part of a decade has linear ticks. */
export function ticksOf(
  { domain, logarithmic }: Pick<AxisScale, 'domain' | 'logarithmic'>,
  counted: boolean,
  mostLogarithmic?: number
): number[] {
  const { min, max } = domain
  if (logarithmic) {
    const ticks = logTicks(min, max, mostLogarithmic)
    if (ticks.length >= FEWEST_TICKS) return ticks
    const linear = linearTicks(min, max)
    return linear.length > ticks.length ? linear : ticks
  }
  return counted ? countTicks(min, max) : linearTicks(min, max)
}
