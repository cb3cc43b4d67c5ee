import type { RunSummary } from '../../../shared/run'
import type { ChartLook } from '../../charts/chart-look'
import type { Drawing, Label, Shape } from '../../charts/drawing'
import { lineColour, scaleShapes } from './colour-scale'
import type { AxisKey, ParallelAxis } from './parallel-axes'
import { heightOf, parallelLayout, runLine } from './parallel-layout'
import type { ParallelText } from './use-parallel-text'

export interface ParallelContent {
  runs: readonly RunSummary[]
  axes: readonly ParallelAxis[]
  within: readonly RunSummary[]
  best: RunSummary | undefined
  label: (key: AxisKey) => string
  text: ParallelText
  title: string
}

/** In times the size of the font: room for an axis, and the height of all. */
const AXIS_ROOM = 13
const HEIGHT = 22

/** Parallel coordinates as shapes: title, an axis for each setting with its values, a line a run, the scale. */
export function drawParallel(
  { runs, axes, within, best, label, text, title }: ParallelContent,
  look: ChartLook
): Drawing {
  const { fontSize: size, colours } = look
  const below = size * 2.5
  const width = Math.max(axes.length * AXIS_ROOM * size, look.measure(title) + 2 * size)
  const plain = parallelLayout(axes.length, width, size * HEIGHT, size)
  const layout = {
    ...plain,
    top: plain.top + below,
    bottom: plain.bottom + below,
    nowhere: plain.nowhere + below
  }
  const words = (content: string, x: number, y: number, rest: Partial<Label> = {}): Label => ({
    kind: 'text',
    text: content,
    x,
    y,
    anchor: 'start',
    size,
    fill: colours['ink-2'],
    ...rest
  })
  const inside = new Set(within.map(({ id }) => id))
  const resultAxis = axes[axes.length - 1]
  const shareOf = (run: RunSummary): number | null => resultAxis.placeOf(run)

  const lines = runs.map((run): Shape => {
    const share = shareOf(run)
    return {
      kind: 'line',
      points: runLine(run, axes, layout),
      stroke: share === null ? colours['ink-3'] : lineColour(colours, share),
      width: 1.5,
      dash: share === null ? [3, 3] : undefined,
      opacity: inside.has(run.id) ? 1 : 0.12
    }
  })
  const lost = runs.filter((run) => shareOf(run) === null)
  const shapes: Shape[] = [
    words(title, size, size * 1.5, { bold: true, fill: colours.ink }),
    ...lines,
    ...(best
      ? [
          {
            kind: 'line' as const,
            points: runLine(best, axes, layout),
            stroke: colours.ink,
            width: 2.5
          }
        ]
      : []),
    ...axes.flatMap((axis, index): Shape[] => {
      const x = layout.xs[index]
      return [
        {
          kind: 'line',
          points: [x, layout.top, x, layout.bottom],
          stroke: colours.control,
          width: 1
        },
        words(label(axis.key), x, layout.top - size * 1.4, { anchor: 'middle', fill: colours.ink }),
        ...axis.ticks.map((tick) =>
          words(
            text.tick(axis, tick),
            x + (index === 0 ? -6 : 6),
            heightOf(axis, tick.place, layout),
            {
              anchor: index === 0 ? 'end' : 'start'
            }
          )
        )
      ]
    }),
    ...(lost.length > 0
      ? [words(text.nowhere(lost), layout.xs[axes.length - 1] + 6, layout.nowhere)]
      : []),
    ...scaleShapes(look, size, layout.nowhere + size * 2, {
      label: label('result'),
      lowest: text.at(resultAxis, 0),
      highest: text.at(resultAxis, 1),
      colourAt: (share) => lineColour(colours, share)
    })
  ]
  return { width, height: layout.nowhere + size * 4, fontFamily: look.fontFamily, shapes }
}
