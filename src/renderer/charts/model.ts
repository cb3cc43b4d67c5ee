/** What a line chart shows, free of any drawing library. */
export interface ChartPoint {
  x: number
  /** null where the number was not finite, or there is none: the line has a gap. */
  y: number | null
}

/** From where to where at one x. */
export interface ChartBandPoint {
  x: number
  low: number
  high: number
}

export interface ChartSeries {
  id: string
  label: string
  /** A colour role of the tokens, for example `run-3`. */
  colour: ColourRole
  /** Lengths of dashes and gaps in pixels; empty: a solid line. */
  dash: readonly number[]
  /** Ordered by x. */
  points: readonly ChartPoint[]
  /** What is stored, where `points` are smoothed (smoothing.ts): drawn faint behind, told beside. */
  raw?: readonly ChartPoint[]
  /** Between which values those lie of which `points` is the middle. Ordered by x. */
  band?: readonly ChartBandPoint[]
  /** A raw line behind the one that is read: drawn thin and pale, without label, left out of tables. */
  faint?: boolean
  /** Marks every point: for a line with few of them. */
  dots?: boolean
  /** Its run is under way: drawn apart, so that the lines that stay need not be drawn with it. */
  growing?: boolean
  /** Where the run's cost stopped being a number. */
  divergence?: { x: number; text: string }
}

/** Something that was done at a moment, and holds from there on. */
export interface ChartMark {
  x: number
  text: string
}

export interface ChartAxis {
  /** With the unit: "engine time (s)". */
  title: string
  /** Without it: a linear one. Values at or below zero have no place on a logarithmic axis. */
  logarithmic?: boolean
  min?: number
  max?: number
}

export interface ChartModel {
  series: readonly ChartSeries[]
  /** Ordered by x. */
  marks?: readonly ChartMark[]
  x: ChartAxis
  y: ChartAxis & { kind: ChartKind }
}

/** Decides the domain of the y axis and how its numbers are written. */
export type ChartKind = 'cost' | 'accuracy'

function samePoints(one: readonly ChartPoint[], other: readonly ChartPoint[]): boolean {
  // points that were not made anew are the same without looking at thousands of them
  if (one === other) return true
  return (
    one.length === other.length &&
    one.every(({ x, y }, index) => x === other[index].x && y === other[index].y)
  )
}

function sameValues(one: ChartSeries, other: ChartSeries): boolean {
  return (
    samePoints(one.points, other.points) &&
    samePoints(one.raw ?? [], other.raw ?? []) &&
    JSON.stringify(one.band) === JSON.stringify(other.band)
  )
}

/** Whether both show the same: then nothing need be drawn. */
export function sameModel(one: ChartModel, other: ChartModel): boolean {
  return (
    one.series.length === other.series.length &&
    one.series.every((series, index) => sameValues(series, other.series[index])) &&
    JSON.stringify(withoutPoints(one)) === JSON.stringify(withoutPoints(other))
  )
}

/** All that decides the look of a chart but the points. */
function withoutPoints({ series, ...rest }: ChartModel): unknown {
  return [rest, series.map((each) => ({ ...each, points: null, raw: null, band: null }))]
}

const RUN_COLOURS = [
  'run-1',
  'run-2',
  'run-3',
  'run-4',
  'run-5',
  'run-6',
  'run-7',
  'run-8'
] as const

export const COLOUR_ROLES = [
  ...RUN_COLOURS,
  'ink',
  'ink-2',
  'ink-3',
  'line',
  'control',
  'surface',
  'paper',
  'accent',
  'danger'
] as const
export type ColourRole = (typeof COLOUR_ROLES)[number]

const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3]]

/** Colour and dash of a run by its place in the palette; beyond eight, colours repeat with dashes. */
export function runStyle(place: number): { colour: ColourRole; dash: readonly number[] } {
  const count = RUN_COLOURS.length
  return {
    colour: RUN_COLOURS[place % count],
    dash: DASHES[Math.floor(place / count) % DASHES.length]
  }
}
