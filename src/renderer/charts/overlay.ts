import type { Chart, Plugin } from 'chart.js'
import { spreadLabels } from './labels'
import { MOST_DIRECT_LABELS, type ChartLook } from './line-chart'
import type { ChartModel, ChartSeries } from './model'
import { pointAt } from './reading'

/** What is drawn over the lines; the owner changes it and asks the chart to draw. */
export interface OverlayState {
  model: ChartModel
  look: ChartLook
  /** Where the crosshair stands, or null. */
  crosshair: number | null
}

/** The series that are named at the end of their lines. */
export function labelledSeries(model: ChartModel): readonly ChartSeries[] {
  const main = model.series.filter((series) => !series.faint && series.points.length > 0)
  return main.length > 1 && main.length <= MOST_DIRECT_LABELS ? main : []
}

/** Draws the names of the lines, the marks, the places where runs diverged and the crosshair. */
export function createOverlay(state: OverlayState): Plugin<'line'> {
  return {
    id: 'downhill-overlay',
    afterDatasetsDraw(chart) {
      const { ctx } = chart
      ctx.save()
      ctx.font = `${state.look.fontSize}px ${state.look.fontFamily}`
      ctx.textBaseline = 'middle'
      drawMarks(chart, state)
      drawLabels(chart, state)
      drawDivergences(chart, state)
      if (state.crosshair !== null) drawCrosshair(chart, state, state.crosshair)
      ctx.restore()
    }
  }
}

function drawLabels(chart: Chart, { model, look }: OverlayState): void {
  const { ctx, chartArea } = chart
  if (look.labelWidth === 0) return
  const labelled = labelledSeries(model)
  const wanted = labelled.flatMap((series, index) => {
    const last = series.points.findLast(({ y }) => y !== null)
    if (!last || last.y === null) return []
    const y = chart.scales.y.getPixelForValue(last.y)
    return [{ index, y: Math.min(Math.max(y, chartArea.top), chartArea.bottom) }]
  })
  // beside the end of the longest line: shorter ones keep their names in the same column
  const ends = model.series.map(({ points }) => points.at(-1)?.x ?? 0)
  const left = Math.min(chart.scales.x.getPixelForValue(Math.max(...ends)), chartArea.right) + 8
  ctx.textAlign = 'left'
  const half = look.fontSize * 0.65
  const places = spreadLabels(wanted, half * 2, chartArea.top + half, chartArea.bottom - half)
  for (const { index, y } of places) {
    const series = labelled[index]
    ctx.fillStyle = look.colours[series.colour]
    ctx.fillText(shorten(ctx, series.label, look.labelWidth - 8), left, y)
  }
}

/** Thin lines from top to bottom, each with its words; words that would run into others are left out. */
function drawMarks(chart: Chart, { model, look }: OverlayState): void {
  const { ctx, chartArea } = chart
  const gap = look.fontSize * 0.35
  // where the lines are not: a cost falls away from the top, an accuracy climbs away from the bottom
  const y =
    model.y.kind === 'cost' ? chartArea.top + look.fontSize : chartArea.bottom - look.fontSize
  let free = chartArea.left
  ctx.strokeStyle = look.colours['ink-3']
  ctx.fillStyle = look.colours['ink-2']
  ctx.lineWidth = 1
  for (const { x: value, text } of model.marks ?? []) {
    const x = Math.round(chart.scales.x.getPixelForValue(value)) + 0.5
    if (x < chartArea.left || x > chartArea.right + 1) continue
    ctx.beginPath()
    ctx.moveTo(x, chartArea.top)
    ctx.lineTo(x, chartArea.bottom)
    ctx.stroke()
    const width = ctx.measureText(text).width
    const roomRight = x + gap + width <= chartArea.right
    const left = roomRight ? x + gap : x - gap - width
    if (left < free) continue
    ctx.textAlign = 'left'
    ctx.fillText(text, left, y)
    free = left + width + gap
  }
}

/** The text, or as much of its beginning as fits. */
function shorten(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text
  let length = text.length - 1
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > width) length--
  return `${text.slice(0, length).trimEnd()}…`
}

function drawDivergences(chart: Chart, { model, look }: OverlayState): void {
  const { ctx, chartArea } = chart
  let line = 0
  for (const series of model.series) {
    if (!series.divergence) continue
    const x = chart.scales.x.getPixelForValue(series.divergence.x)
    const last = series.points.findLast(({ y }) => y !== null)
    const y = Math.max(
      chartArea.top + 6,
      last && last.y !== null ? chart.scales.y.getPixelForValue(last.y) : chartArea.top + 6
    )
    const size = look.fontSize * 0.35
    ctx.strokeStyle = look.colours[series.colour]
    ctx.lineWidth = look.lineWidth
    ctx.beginPath()
    ctx.moveTo(x - size, y - size)
    ctx.lineTo(x + size, y + size)
    ctx.moveTo(x - size, y + size)
    ctx.lineTo(x + size, y - size)
    ctx.stroke()
    ctx.fillStyle = look.colours[series.colour]
    const roomRight = x < (chartArea.left + chartArea.right) / 2
    ctx.textAlign = roomRight ? 'left' : 'right'
    const beside = roomRight ? x + size * 2.5 : x - size * 2.5
    ctx.fillText(series.divergence.text, beside, y + line * look.fontSize * 1.3)
    line++
  }
}

function drawCrosshair(chart: Chart, { model, look }: OverlayState, at: number): void {
  const { ctx, chartArea } = chart
  const x = chart.scales.x.getPixelForValue(at)
  if (x < chartArea.left - 1 || x > chartArea.right + 1) return
  ctx.strokeStyle = look.colours['ink-3']
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.moveTo(x, chartArea.top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  for (const series of model.series) {
    if (series.faint) continue
    const point = pointAt(series, at)
    if (!point || point.y === null) continue
    const y = chart.scales.y.getPixelForValue(point.y)
    if (y < chartArea.top - 1 || y > chartArea.bottom + 1) continue
    ctx.beginPath()
    ctx.arc(chart.scales.x.getPixelForValue(point.x), y, 4, 0, 2 * Math.PI)
    ctx.fillStyle = look.colours[series.colour]
    ctx.fill()
    ctx.strokeStyle = look.colours.paper
    ctx.lineWidth = 1.5
    ctx.stroke()
  }
}
