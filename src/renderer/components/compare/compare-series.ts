import {
  runStyle,
  type ChartBandPoint,
  type ChartModel,
  type ChartPoint,
  type ChartSeries
} from '../../charts/model'
import { divergedAtStep } from '../../charts/run-charts'
import { runPoints, xOfStep, type RunAxis, type RunMeasure } from '../../charts/run-points'
import { smoothSeries } from '../../charts/smoothing'
import type { RunCurves, RunSummary } from '../../../shared/run'
import { isUnderWay } from '../../composables/use-runs'
import type { RunGroup } from './groups'
import { meanAndBand, type Band } from './mean-band'

/** How the compared runs are shown as lines. */
export interface LineView {
  axis: RunAxis
  logarithmicX: boolean
  /** Of the costs. */
  logarithmicY: boolean
  /** Weight of the smoothing, 0 (off) to 0.999. */
  smoothing: number
  /** Smooths what is measured once an epoch, too. */
  smoothEpochs: boolean
  band: Band
}

export interface LineWords {
  axis: (axis: RunAxis) => string
  /** Of a line that stands for several runs: "batch 10, n = 3". */
  group: (group: RunGroup) => string
  /** "diverged at step 1,234" */
  diverged: (step: number) => string
  /** "1 of 3 diverged at step 1,234" */
  someDiverged: (count: number, of: number, step: number) => string
}

export interface ComparedLines {
  groups: readonly RunGroup[]
  curves: ReadonlyMap<number, RunCurves>
  /** Images in an epoch of a run, where its data set is known. */
  imagesOf: (run: RunSummary) => number | undefined
  /** Keys of groups that are listed but not drawn. */
  hidden: ReadonlySet<string>
}

/** One chart of a comparison: a line a run, or a mean with its band a group. */
export function compareChart(
  { groups, curves, imagesOf, hidden }: ComparedLines,
  measure: RunMeasure,
  view: LineView,
  words: LineWords
): ChartModel {
  const all = groups.flatMap((group, place): ChartSeries[] => {
    // a run whose curves are still being read has no line yet, and neither has a mean with it
    const own = group.runs.flatMap((run) => {
      const curve = curves.get(run.id)
      return curve ? [{ run, curve, images: imagesOf(run) }] : []
    })
    if (own.length < group.runs.length) return []
    return [rememberedLine({ group, place, own, measure, view, words })]
  })
  const smoothed = view.smoothing > 0 && (measure === 'block-cost' || view.smoothEpochs)
  // of all lines: what is hidden must not change how the others are smoothed
  const steady = steadyLength(lengthOf(all))
  const series = all.filter(({ id }) => !hidden.has(id))
  const isCost = measure.endsWith('cost')
  return {
    series: smoothed
      ? series.map((each) => rememberedSmooth(each, view.smoothing, steady))
      : series,
    x: {
      title: words.axis(view.axis),
      logarithmic: view.logarithmicX,
      ...(view.logarithmicX ? {} : { min: 0 }),
      ...(growsBeyond(series) ? { max: steady } : {})
    },
    y: {
      title: '',
      kind: isCost ? 'cost' : 'accuracy',
      logarithmic: isCost && view.logarithmicY
    }
  }
}

/** How far the longest line reaches. */
export function lengthOf(series: readonly ChartSeries[]): number {
  return Math.max(0, ...series.map(({ points }) => points.at(-1)?.x ?? 0))
}

interface OwnCurve {
  run: RunSummary
  curve: RunCurves
  images: number | undefined
}

/** Where the run, or the first of several, stopped having a cost. */
function divergenceOf(
  own: readonly OwnCurve[],
  axis: RunAxis,
  words: LineWords
): ChartSeries['divergence'] {
  const lost = own.flatMap(({ run, curve, images }) => {
    const step = divergedAtStep(run, curve)
    if (step === undefined) return []
    const x = xOfStep(run, curve, axis, images)(step)
    // along the time, a run that diverged within an epoch is placed where its clock stopped
    return [{ step, x: Number.isFinite(x) ? x : run.engineSeconds }]
  })
  if (lost.length === 0) return undefined
  const first = lost.reduce((soonest, each) => (each.x < soonest.x ? each : soonest))
  const text =
    own.length === 1
      ? words.diverged(first.step)
      : words.someDiverged(lost.length, own.length, first.step)
  return { x: first.x, text }
}

interface LineParts {
  group: RunGroup
  place: number
  own: readonly OwnCurve[]
  measure: RunMeasure
  view: LineView
  words: LineWords
}

function makeLine({ group, place, own, measure, view, words }: LineParts): ChartSeries {
  const lines = own.map(({ run, curve, images }) =>
    runPoints(run, curve, measure, view.axis, images)
  )
  const one = group.runs.length === 1 && group.fields.length === 0
  return {
    id: group.key,
    label: one ? group.runs[0].name : words.group(group),
    ...runStyle(one ? group.runs[0].colour : place),
    ...(one ? { points: lines[0] } : rememberedMean(lines, view.band)),
    growing: own.some(({ run }) => isUnderWay(run)),
    divergence: divergenceOf(own, view.axis, words)
  }
}

/** Lines by their group, measure, axis and band: while a run trains, only its own is made anew. */
const lines = new WeakMap<RunGroup, Map<string, { parts: LineParts; line: ChartSeries }>>()

function rememberedLine(parts: LineParts): ChartSeries {
  const { group, place, own, measure, view, words } = parts
  let ofGroup = lines.get(group)
  if (!ofGroup) lines.set(group, (ofGroup = new Map()))
  const key = [measure, view.axis, view.band, place, own.map(({ images }) => images)].join()
  const known = ofGroup.get(key)
  const isSame =
    known?.parts.words === words &&
    own.every(({ curve }, index) => curve === known.parts.own[index].curve)
  if (known && isSame) return known.line
  const line = makeLine(parts)
  ofGroup.set(key, { parts, line })
  return line
}

const smoothLines = new WeakMap<ChartSeries, { key: string; line: ChartSeries }>()

function rememberedSmooth(series: ChartSeries, weight: number, length: number): ChartSeries {
  const key = `${weight} ${length}`
  const known = smoothLines.get(series)
  if (known?.key === key) return known.line
  const line = smoothSeries(series, weight, length)
  smoothLines.set(series, { key, line })
  return line
}

/** Whether the line that reaches farthest is still growing: then the axis leaves it some room ahead. */
function growsBeyond(series: readonly ChartSeries[]): boolean {
  const growing = series.filter((each) => each.growing)
  return growing.length > 0 && lengthOf(growing) >= lengthOf(series)
}

/** Up to the next of a few lengths: a line that grows would otherwise move and smooth all others anew with each point. */
function steadyLength(length: number): number {
  return length > 0 ? 2 ** (Math.ceil(Math.log2(length) * 4) / 4) : 0
}

interface Remembered {
  lines: readonly (readonly ChartPoint[])[]
  kind: Band
  mean: { points: ChartPoint[]; band: ChartBandPoint[] }
}
const remembered = new WeakMap<readonly ChartPoint[], Remembered>()

/** The mean of lines that are the same arrays as before is the same array as before. */
function rememberedMean(lines: readonly (readonly ChartPoint[])[], kind: Band): Remembered['mean'] {
  const known = remembered.get(lines[0])
  const isSame =
    known?.kind === kind &&
    known.lines.length === lines.length &&
    known.lines.every((line, index) => line === lines[index])
  if (known && isSame) return known.mean
  const mean = meanAndBand(lines, kind)
  remembered.set(lines[0], { lines, kind, mean })
  return mean
}
