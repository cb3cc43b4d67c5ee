import { TEXT_GAP, type ChartLayout } from './chart-layout'
import type { ChartLook } from './chart-look'
import type { Shape } from './drawing'
import { spreadLabels } from './labels'
import type { ChartModel, ChartSeries } from './model'

/** More words than this would cover the lines: the crosses stay, the words are in table and summary. */
const MOST_WORDS = 6

/**
 * A cross where a run's cost stopped being a number, with words. Where that is not within the part
 * shown, an arrowhead at the edge points to it.
 */
export function divergenceShapes(model: ChartModel, look: ChartLook, layout: ChartLayout): Shape[] {
  const { plot } = layout
  const lost = model.series.flatMap((series) => placeOf(series, layout, look) ?? [])
  const half = look.fontSize * 0.65
  const words = spreadLabels(
    lost.slice(0, MOST_WORDS).map(({ y }, index) => ({ index, y })),
    half * 2,
    plot.top + half,
    plot.bottom - half
  )
  return [
    ...lost.flatMap((place) => signShapes(place, look)),
    ...words.map(({ index, y }): Shape => {
      const { x, text } = lost[index]
      const beforeMiddle = x < (plot.left + plot.right) / 2
      return {
        kind: 'text',
        text,
        x: x + (beforeMiddle ? 1 : -1) * (look.fontSize * 0.35 + TEXT_GAP),
        y,
        anchor: beforeMiddle ? 'start' : 'end',
        size: look.fontSize,
        fill: look.colours.ink,
        halo: look.colours[look.ground]
      }
    })
  ]
}

interface Place {
  series: ChartSeries
  text: string
  x: number
  y: number
  /** -1 and 1: further to the left, further to the right; 0: here. */
  beyond: -1 | 0 | 1
}

function placeOf(series: ChartSeries, layout: ChartLayout, look: ChartLook): Place | undefined {
  if (!series.divergence) return undefined
  const { plot, x, y } = layout
  const size = look.fontSize * 0.35
  const at = x.toPixel(series.divergence.x)
  const last = series.points.findLast((point) => point.y !== null)
  const height = last && last.y !== null ? y.toPixel(last.y) : plot.top
  const beyond = at < plot.left - 1 || Number.isNaN(at) ? -1 : at > plot.right + 1 ? 1 : 0
  return {
    series,
    text: series.divergence.text,
    x: Number.isNaN(at) ? plot.left + size : Math.min(Math.max(at, plot.left + size), plot.right),
    // a line that explodes leaves at the top, and one that became nothing at the bottom
    y: Number.isNaN(height)
      ? plot.bottom - size
      : Math.min(Math.max(height, plot.top + size * 1.5), plot.bottom - size),
    beyond
  }
}

function signShapes({ series, x, y, beyond }: Place, look: ChartLook): Shape[] {
  const size = look.fontSize * 0.35
  const colour = look.colours[series.colour]
  if (beyond === 0) {
    const cross = [x - size, y - size, x + size, y + size, Number.NaN, Number.NaN]
    const points = [...cross, x - size, y + size, x + size, y - size]
    return [{ kind: 'line', points, stroke: colour, width: look.lineWidth }]
  }
  const tip = x + beyond * size
  const foot = x - beyond * size
  return [{ kind: 'area', points: [tip, y, foot, y - size, foot, y + size], fill: colour }]
}
