import type { RunSummary } from '../../../shared/run'
import type { ParallelAxis } from './parallel-axes'

/** Where the axes stand, in pixels; y downwards. */
export interface ParallelLayout {
  width: number
  top: number
  bottom: number
  /** Where runs without a value end: below the axis. */
  nowhere: number
  xs: readonly number[]
}

/**
 * @param size of the font in pixels: all distances follow it
 * @param height of the axes in pixels
 */
export function parallelLayout(
  axisCount: number,
  width: number,
  height: number,
  size: number
): ParallelLayout {
  const margin = size * 6
  const gap = (width - 2 * margin) / Math.max(axisCount - 1, 1)
  const top = size * 3
  return {
    width,
    top,
    bottom: top + height,
    nowhere: top + height + size * 1.8,
    xs: Array.from({ length: axisCount }, (_, index) => margin + gap * index)
  }
}

/** The height at which a place of an axis stands. */
export function heightOf(axis: ParallelAxis, place: number, layout: ParallelLayout): number {
  const fromBelow = axis.flipped ? 1 - place : place
  return layout.bottom - fromBelow * (layout.bottom - layout.top)
}

/** The place of an axis at a height. */
export function placeAt(axis: ParallelAxis, y: number, layout: ParallelLayout): number {
  const fromBelow = (layout.bottom - y) / (layout.bottom - layout.top)
  const within = Math.min(Math.max(fromBelow, 0), 1)
  return axis.flipped ? 1 - within : within
}

/** The corners of a run's line as x, y, x, y …; a run without a result ends below its axis. */
export function runLine(
  run: RunSummary,
  axes: readonly ParallelAxis[],
  layout: ParallelLayout
): number[] {
  return axes.flatMap((axis, index) => {
    const place = axis.placeOf(run)
    return [layout.xs[index], place === null ? layout.nowhere : heightOf(axis, place, layout)]
  })
}
