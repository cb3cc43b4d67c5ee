import type { EpochMetrics, RunCurves, RunSummary } from '../../shared/run'
import {
  runStyle,
  type ChartMark,
  type ChartModel,
  type ChartPoint,
  type ChartSeries
} from './model'

/** Words of the charts, from the catalogue. */
export interface RunChartWords {
  epoch: string
  training: string
  trainingRaw: string
  test: string
  /** "diverged at step 1,234" */
  diverged: (step: number) => string
  /** "η 0.5": the learning rate that holds from here on */
  rate: (learningRate: number) => string
}

export function stepsInEpoch(run: RunSummary): number {
  return run.totalSteps / run.config.epochs
}

/** The last step of the first block whose cost is not a number; undefined for a run that did not diverge. */
export function divergedAtStep(run: RunSummary, curves: RunCurves): number | undefined {
  const lost = curves.points.find(({ cost }) => cost === null)
  return lost?.step ?? (run.status === 'diverged' ? run.step : undefined)
}

/** The x axis in epochs: the whole run while it may go on, or as far as it came. */
function epochAxis(run: RunSummary, words: RunChartWords): ChartModel['x'] {
  const over = run.status === 'stopped' || run.status === 'diverged'
  const reached = run.step / stepsInEpoch(run)
  // a run may blow up within its first steps: then a part of an epoch is all there is to see
  const end = reached < 1 ? reached || 1 : Math.ceil(reached)
  return { title: words.epoch, min: 0, max: over ? end : run.config.epochs }
}

/** One number of each epoch as points; epochs without it are left out, the start included. */
function epochPoints(
  epochs: readonly EpochMetrics[],
  read: (metrics: EpochMetrics) => number | null
): ChartPoint[] {
  return epochs
    .map((metrics) => ({ x: metrics.epoch, y: read(metrics) }))
    .filter(({ x, y }) => x > 0 || y !== null)
}

/** Where the learning rate was changed by hand. */
function rateMarks(run: RunSummary, words: RunChartWords): ChartMark[] {
  return run.rateChanges.map(({ step, learningRate }) => ({
    x: step / stepsInEpoch(run),
    text: words.rate(learningRate)
  }))
}

/** Few enough epochs that each may carry a dot. */
const MOST_DOTS = 12

/**
 * The cost of one run while it rolls downhill: block means raw and pale, the mean over each epoch
 * on top, and the test set beside it.
 */
export function costChart(
  run: RunSummary,
  curves: RunCurves,
  words: RunChartWords,
  logarithmic: boolean
): ChartModel {
  const perEpoch = stepsInEpoch(run)
  const { colour } = runStyle(run.colour)
  const lostAt = divergedAtStep(run, curves)
  const raw: ChartSeries = {
    id: 'training-raw',
    label: words.trainingRaw,
    colour,
    dash: [],
    faint: true,
    points: curves.points.map(({ step, cost }) => ({ x: step / perEpoch, y: cost })),
    divergence:
      lostAt === undefined ? undefined : { x: lostAt / perEpoch, text: words.diverged(lostAt) }
  }
  const training: ChartSeries = {
    id: 'training',
    label: words.training,
    colour,
    dash: [],
    points: epochPoints(curves.epochs, ({ trainingCost }) => trainingCost)
  }
  const test: ChartSeries = {
    id: 'test',
    label: words.test,
    colour: 'ink',
    dash: [6, 4],
    dots: run.config.epochs <= MOST_DOTS,
    points: epochPoints(curves.epochs, ({ testCost }) => testCost)
  }
  return {
    series: [raw, training, test],
    marks: rateMarks(run, words),
    x: epochAxis(run, words),
    y: { title: '', kind: 'cost', logarithmic }
  }
}

/** Right answers of one run, epoch by epoch. */
export function accuracyChart(
  run: RunSummary,
  curves: RunCurves,
  words: RunChartWords
): ChartModel {
  const { colour } = runStyle(run.colour)
  return {
    series: [
      {
        id: 'training',
        label: words.training,
        colour,
        dash: [],
        points: epochPoints(curves.epochs, ({ trainingAccuracy }) => trainingAccuracy)
      },
      {
        id: 'test',
        label: words.test,
        colour: 'ink',
        dash: [6, 4],
        dots: run.config.epochs <= MOST_DOTS,
        points: epochPoints(curves.epochs, ({ testAccuracy }) => testAccuracy)
      }
    ],
    marks: rateMarks(run, words),
    x: epochAxis(run, words),
    y: { title: '', kind: 'accuracy', logarithmic: false }
  }
}
