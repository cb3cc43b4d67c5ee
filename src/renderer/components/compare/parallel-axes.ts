import type { RunCurves, RunSummary } from '../../../shared/run'
import type { RunConfigField } from '../../../shared/run-config'
import { linearTicks, logTicks } from '../../charts/scale'
import { compareSettings, varyingFields } from './groups'
import { resultOf, type ResultKind } from './results'

export type AxisKey = RunConfigField | 'result'

/** How a person set an axis. */
export interface AxisChoice {
  logarithmic?: boolean
  flipped?: boolean
}

/** One of the parallel axes. Places along it go from 0 (its low end, whichever way it stands) to 1. */
export interface ParallelAxis {
  key: AxisKey
  /** Can be logarithmic: all its values are numbers above zero. */
  canBeLogarithmic: boolean
  logarithmic: boolean
  flipped: boolean
  /** Where the run stands; null where it has no value. */
  placeOf: (run: RunSummary) => number | null
  /** The value at a place; null on an axis of choices. */
  valueAt: (place: number) => number | null
  /** What is written beside the axis: a run that stands there, for settings, or a number. */
  ticks: readonly { place: number; run: RunSummary | null; value: number | null }[]
}

/** From this ratio of the largest to the smallest value on, an axis is logarithmic unless somebody says otherwise. */
const LOG_FROM = 20

/** An axis for each setting that varies, but for the seed, and one for the result at the end. */
export function parallelAxes(
  runs: readonly RunSummary[],
  curves: ReadonlyMap<number, RunCurves>,
  result: ResultKind,
  choices: ReadonlyMap<AxisKey, AxisChoice>
): ParallelAxis[] {
  const varying = varyingFields(runs)
  const others = varying.filter((field) => field !== 'seed')
  const fields = others.length > 0 ? others : varying
  return [
    ...fields.map((field) => settingAxis(runs, field, choices.get(field) ?? {})),
    resultAxis(
      runs,
      (run) => (run.status === 'diverged' ? null : resultOf(result, run, curves.get(run.id))),
      choices.get('result') ?? {}
    )
  ]
}

function settingAxis(
  runs: readonly RunSummary[],
  field: RunConfigField,
  choice: AxisChoice
): ParallelAxis {
  const known = new Map(runs.map((run) => [JSON.stringify(run.config[field]), run]))
  const heads = [...known.values()].sort((a, b) =>
    compareSettings(a.config[field], b.config[field])
  )
  const numbers = heads.flatMap(({ config }) => {
    const value = config[field]
    return typeof value === 'number' ? value : []
  })
  const numeric = numbers.length === heads.length ? numberScale(numbers, choice) : undefined
  const places = new Map(
    heads.map((run, index) => [
      JSON.stringify(run.config[field]),
      numeric ? numeric.placeOf(numbers[index]) : index / (heads.length - 1)
    ])
  )
  const placeOf = (run: RunSummary): number | null =>
    places.get(JSON.stringify(run.config[field])) ?? null
  return {
    key: field,
    canBeLogarithmic: numeric?.canBeLogarithmic ?? false,
    logarithmic: numeric?.logarithmic ?? false,
    flipped: choice.flipped ?? false,
    placeOf,
    valueAt: (place) => numeric?.valueAt(place) ?? null,
    ticks: heads.map((run) => ({ place: placeOf(run) ?? 0, run, value: null }))
  }
}

function resultAxis(
  runs: readonly RunSummary[],
  valueOf: (run: RunSummary) => number | null,
  choice: AxisChoice
): ParallelAxis {
  const values = runs.flatMap((run) => valueOf(run) ?? [])
  const scale = numberScale(values, { logarithmic: false, ...choice })
  const ticks = (scale.logarithmic ? logTicks : linearTicks)(scale.min, scale.max)
  return {
    key: 'result',
    canBeLogarithmic: scale.canBeLogarithmic,
    logarithmic: scale.logarithmic,
    flipped: choice.flipped ?? false,
    placeOf(run) {
      const value = valueOf(run)
      return value === null ? null : scale.placeOf(value)
    },
    valueAt: scale.valueAt,
    ticks: ticks.map((value) => ({ place: scale.placeOf(value), run: null, value }))
  }
}

interface NumberScale {
  min: number
  max: number
  canBeLogarithmic: boolean
  logarithmic: boolean
  placeOf: (value: number) => number
  valueAt: (place: number) => number
}

function numberScale(values: readonly number[], choice: AxisChoice): NumberScale {
  const min = values.length > 0 ? Math.min(...values) : 0
  const max = values.length > 0 ? Math.max(...values) : 1
  const canBeLogarithmic = min > 0
  const logarithmic = canBeLogarithmic && (choice.logarithmic ?? max / min >= LOG_FROM)
  const bend = logarithmic ? Math.log : (value: number): number => value
  const unbend = logarithmic ? Math.exp : (value: number): number => value
  const span = bend(max) - bend(min)
  return {
    min,
    max,
    canBeLogarithmic,
    logarithmic,
    // all the same: in the middle
    placeOf: (value) => (span > 0 ? (bend(value) - bend(min)) / span : 0.5),
    valueAt: (place) => unbend(bend(min) + place * span)
  }
}

/** A part of an axis: only runs within it count. Places, from 0 to 1. */
export interface Range {
  low: number
  high: number
}

/** A hair's breadth: a range that was drawn to a value includes it. */
const HAIR = 0.005

/** The runs that are within the ranges of all axes that have one. */
export function runsWithin(
  runs: readonly RunSummary[],
  axes: readonly ParallelAxis[],
  ranges: ReadonlyMap<AxisKey, Range>
): RunSummary[] {
  return runs.filter((run) =>
    axes.every((axis) => {
      const range = ranges.get(axis.key)
      if (!range) return true
      const place = axis.placeOf(run)
      return place !== null && place >= range.low - HAIR && place <= range.high + HAIR
    })
  )
}
