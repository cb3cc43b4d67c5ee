import type { ComposerTranslation } from 'vue-i18n'
import type { ChartModel } from '../../charts/model'
import { countLeftOut, readableSeries, summarise } from '../../charts/reading'
import type { ChartFormats } from './axis-formats'

/** More lines than this are summed up instead of being told one by one. */
const MOST_TOLD = 4

/** The chart in words, for those who do not see it: what each line does from where to where. */
export function describeChart(
  model: ChartModel,
  { title, notes }: { title: string; notes: readonly string[] },
  t: ComposerTranslation,
  { place: formatX, exact: formatY }: Pick<ChartFormats, 'place' | 'exact'>
): string {
  const summaries = readableSeries(model).flatMap((series) => summarise(series) ?? [])
  if (summaries.length === 0) return t('charts.empty', { title })
  if (summaries.length > MOST_TOLD) {
    const byEnd = [...summaries].sort((a, b) => a.last.y - b.last.y)
    const lowest = byEnd[0]
    const highest = byEnd[byEnd.length - 1]
    const many = t('charts.many', {
      title,
      count: summaries.length,
      lowest: lowest.label,
      lowestValue: formatY(lowest.last.y),
      highest: highest.label,
      highestValue: formatY(highest.last.y)
    })
    const diverged = summaries.flatMap(({ label, divergence }) =>
      divergence ? `${label} ${divergence}.` : []
    )
    return [many, ...diverged, ...notes].join(' ')
  }
  const sentences = summaries.map((summary) => {
    const sentence = t(`charts.${summary.direction}`, {
      label: summary.label,
      from: formatY(summary.first.y),
      to: formatY(summary.last.y),
      axis: model.x.title,
      start: formatX(summary.first.x),
      end: formatX(summary.last.x)
    })
    return summary.divergence ? `${sentence} ${summary.divergence}.` : sentence
  })
  for (const { x, text } of model.marks ?? []) {
    sentences.push(t('charts.mark', { text, axis: model.x.title, x: formatX(x) }))
  }
  return t('charts.summary', { title, sentences: [...sentences, ...notes].join(' ') })
}

/** What a reader should know who does not find all values in the chart. */
export function notesOf(model: ChartModel, t: ComposerTranslation): string[] {
  const leftOut = countLeftOut(model)
  return [
    ...(leftOut.x > 0 ? [t('charts.leftOutX', { axis: model.x.title })] : []),
    ...(leftOut.y > 0 ? [t('charts.leftOutY', { count: leftOut.y }, leftOut.y)] : [])
  ]
}
