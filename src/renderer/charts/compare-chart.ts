import type { EpochMetrics, RunCurves, RunSummary } from '../../shared/run'
import { runStyle, type ChartModel, type ChartSeries } from './model'
import { divergedAtStep, stepsInEpoch } from './run-charts'

/** What is compared: one number of each epoch. */
export const MEASURES = ['test-accuracy', 'test-cost', 'training-cost'] as const
export type Measure = (typeof MEASURES)[number]

export const X_AXES = ['epoch', 'step'] as const
export type XAxis = (typeof X_AXES)[number]

const READERS: Record<Measure, (metrics: EpochMetrics) => number | null> = {
  'test-accuracy': ({ testAccuracy }) => testAccuracy,
  'test-cost': ({ testCost }) => testCost,
  'training-cost': ({ trainingCost }) => trainingCost
}

export interface Comparison {
  measure: Measure
  x: XAxis
  logarithmic: boolean
  /** Ids of runs that are listed but not drawn. */
  hidden: ReadonlySet<number>
}

export interface CompareWords {
  epoch: string
  step: string
  diverged: (step: number) => string
}

/** All chosen runs in one chart, each in its own colour. Runs whose curves are not read yet are left out. */
export function compareChart(
  runs: readonly RunSummary[],
  curves: ReadonlyMap<number, RunCurves>,
  { measure, x, logarithmic, hidden }: Comparison,
  words: CompareWords
): ChartModel {
  const read = READERS[measure]
  const series = runs.flatMap((run): ChartSeries[] => {
    const own = curves.get(run.id)
    if (!own || hidden.has(run.id)) return []
    const lostAt = divergedAtStep(run, own)
    const toX = (step: number): number => (x === 'epoch' ? step / stepsInEpoch(run) : step)
    return [
      {
        id: String(run.id),
        label: run.name,
        ...runStyle(run.colour),
        points: own.epochs
          .map((metrics) => ({
            x: x === 'epoch' ? metrics.epoch : metrics.step,
            y: read(metrics)
          }))
          .filter((point) => point.x > 0 || point.y !== null),
        divergence:
          lostAt === undefined ? undefined : { x: toX(lostAt), text: words.diverged(lostAt) }
      }
    ]
  })
  const kind = measure === 'test-accuracy' ? 'accuracy' : 'cost'
  return {
    series,
    x: { title: words[x], min: 0 },
    y: { title: '', kind, logarithmic: logarithmic && kind === 'cost' }
  }
}
