import type { ChartModel, ChartSeries } from '../../charts/model'
import type { TriedNudge } from './nudges'

/** Names of axes and lines in the language of the window. */
export interface NudgeWords {
  nudge: string
  /** With the unit that the numbers are told in. */
  change: string
  promised: string
  real: string
  size: string
  kept: string
  whole: string
}

const line = (
  id: string,
  label: string,
  colour: ChartSeries['colour'],
  points: ChartSeries['points'],
  changes: Partial<ChartSeries> = {}
): ChartSeries => ({ id, label, colour, dash: [], points, ...changes })

/** The finite numbers among some, widened a little, and never without extent. */
function domain(values: readonly number[]): { min: number; max: number } {
  const finite = values.filter(Number.isFinite)
  const min = Math.min(0, ...finite)
  const max = Math.max(0, ...finite)
  const room = (max - min) * 0.06 || 1
  return { min: min - room, max: max + room }
}

/**
 * Around no nudge at all: the straight line that the slope promises, and what the cost really does.
 * @param power changes are told in units of 10^power
 */
export function aroundChart(
  tried: readonly TriedNudge[],
  power: number,
  words: NudgeWords
): ChartModel {
  const ordered = [...tried].sort((one, other) => one.nudge - other.nudge)
  const points = (pick: 'promised' | 'real'): ChartSeries['points'] =>
    ordered.map((each) => ({
      x: each.nudge,
      y: Number.isFinite(each[pick]) ? each[pick] / 10 ** power : null
    }))
  const values = ordered.flatMap(({ promised, real }) => [promised, real])
  return {
    series: [
      line('real', words.real, 'run-1', points('real'), { dots: true }),
      line('promised', words.promised, 'run-2', points('promised'), { dash: [7, 4] })
    ],
    x: { title: words.nudge },
    y: {
      title: words.change,
      kind: 'cost',
      ...domain(values.map((value) => value / 10 ** power))
    }
  }
}

/** How much of the promise is kept at each size of a nudge: 1 is all of it. */
export function keptChart(tried: readonly TriedNudge[], words: NudgeWords): ChartModel {
  const known = tried.filter(({ promised, real }) => promised !== 0 && Number.isFinite(real))
  const points = known
    .map(({ nudge, promised, real }) => ({
      x: Math.abs(nudge),
      y: real / promised
    }))
    .sort((one, other) => one.x - other.x)
  return {
    series: [
      line('kept', words.kept, 'run-1', points, { dots: true }),
      line(
        'whole',
        words.whole,
        'run-2',
        points.map(({ x }) => ({ x, y: 1 })),
        { dash: [7, 4] }
      )
    ],
    x: { title: words.size, logarithmic: true },
    y: { title: words.kept, kind: 'accuracy', min: -1, max: 2 }
  }
}
