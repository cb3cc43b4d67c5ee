import type { PredictionHistory } from '../../shared/network-requests'
import { runStyle, type ChartModel } from './model'

export interface HistoryWords {
  /** Of a class, for its line. */
  nameOf: (place: number) => string
  x: string
  y: string
}

/** One line a class: what the weights of each checkpoint answer for it. Outputs that are no numbers are gaps. */
export function historyChart({ moments }: PredictionHistory, words: HistoryWords): ChartModel {
  const classes = moments.at(0)?.outputs.length ?? 0
  return {
    series: Array.from({ length: classes }, (_, place) => ({
      id: String(place),
      label: words.nameOf(place),
      ...runStyle(place),
      points: moments.map(({ epoch, outputs }) => ({
        x: epoch,
        y: Number.isFinite(outputs[place]) ? outputs[place] : null
      })),
      dots: moments.length <= 40
    })),
    x: { title: words.x },
    y: { title: words.y, kind: 'accuracy', min: 0, max: 1 }
  }
}

/** From which moment on a class was the answer to the end; null where it is not the answer at the end. */
export function settledAt(
  { moments }: PredictionHistory,
  place: number
): PredictionHistory['moments'][number] | null {
  let settled: PredictionHistory['moments'][number] | null = null
  for (const moment of moments.toReversed()) {
    const best = Math.max(...moment.outputs)
    if (moment.outputs[place] !== best) break
    settled = moment
  }
  return settled
}
