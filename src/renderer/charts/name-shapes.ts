import { LABEL_SAMPLE, TEXT_GAP, type ChartLayout } from './chart-layout'
import { shorten, type ChartLook } from './chart-look'
import type { Shape } from './drawing'
import { spreadLabels } from './labels'

/** What is seen of names of lines that pale. */
const PALE_OPACITY = 0.45

/** The names of the lines, in a column beside the end of the longest. */
export function nameShapes(
  look: ChartLook,
  layout: ChartLayout,
  highlight: string | null
): Shape[] {
  const { plot, x, y, labelled, labelWidth } = layout
  const wanted = labelled.flatMap(({ points }, index) => {
    const last = points.findLast((point) => point.y !== null && point.x <= x.domain.max)
    const place = last && last.y !== null ? y.toPixel(last.y) : Number.NaN
    if (Number.isNaN(place)) return []
    return [{ index, y: Math.min(Math.max(place, plot.top), plot.bottom) }]
  })
  const ends = labelled.map(({ points }) => x.toPixel(points.at(-1)?.x ?? 0))
  const left = Math.min(Math.max(plot.left, ...ends), plot.right) + TEXT_GAP
  const half = look.fontSize * 0.65
  const places = spreadLabels(wanted, half * 2, plot.top + half, plot.bottom - half)
  return places.flatMap(({ index, y: place }): Shape[] => {
    const { id, label, colour, dash } = labelled[index]
    const opacity = highlight === null || id === highlight ? undefined : PALE_OPACITY
    const start = left + LABEL_SAMPLE + TEXT_GAP / 2
    return [
      {
        kind: 'line',
        points: [left, place, left + LABEL_SAMPLE, place],
        stroke: look.colours[colour],
        width: look.lineWidth,
        dash: dash.length > 0 ? dash : undefined,
        opacity
      },
      {
        kind: 'text',
        text: shorten(look, label, labelWidth - (start - left) - TEXT_GAP),
        x: start,
        y: place,
        anchor: 'start',
        size: look.fontSize,
        fill: look.colours.ink,
        opacity
      }
    ]
  })
}
