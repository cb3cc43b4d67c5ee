import { groupBy } from '../../../shared/comparison-sides'
import type { RunCurves, RunSummary } from '../../../shared/run'
import type { RunConfigField } from '../../../shared/run-config'
import { compareSettings, varyingFields } from './groups'
import { moreIsBetter, resultOf, type ResultKind } from './results'

/** Runs with the same value of both settings. */
export interface MapCell {
  runs: readonly RunSummary[]
  /** The mean over those that have a number; null where none has. */
  value: number | null
  /** How many have a number. */
  count: number
  /** empty: no run. diverged, waiting: why there is no value. */
  state: 'value' | 'empty' | 'diverged' | 'waiting'
  /** Of those that diverged, beside others that have a value. */
  diverged: number
  /** 0 (the lowest of the map) to 1 (the highest); null without a value. */
  share: number | null
}

export interface HeatMap {
  rows: RunConfigField
  /** Null: only one setting varies, and the map is a column of values. */
  columns: RunConfigField | null
  /** A run for each value of the setting along the axis, from small to large. */
  rowHeads: readonly RunSummary[]
  columnHeads: readonly RunSummary[]
  cells: readonly (readonly MapCell[])[]
  lowest: number | null
  highest: number | null
  /** Other settings that vary: a cell holds the mean over them. */
  averagedOver: readonly RunConfigField[]
  /** Where the best value stands. */
  best: { row: number; column: number } | null
}

/** The two settings that tell most about these runs: the rate first, then the batch, then the order of the form. */
export function defaultAxes(runs: readonly RunSummary[]): RunConfigField[] {
  const usual: RunConfigField[] = ['learningRate', 'batchSize']
  const fields = varyingFields(runs)
  const others = fields.filter((field) => !usual.includes(field) && field !== 'seed')
  const wanted = [...usual.filter((field) => fields.includes(field)), ...others]
  // the seed only where there is nothing else to vary
  return [...wanted, ...fields.filter((field) => field === 'seed')].slice(0, 2)
}

/** A map of results over two settings. Several runs in a cell: other seeds, or other settings that vary. */
export function heatMap(
  runs: readonly RunSummary[],
  curves: ReadonlyMap<number, RunCurves>,
  { rows, columns }: { rows: RunConfigField; columns: RunConfigField | null },
  result: ResultKind
): HeatMap {
  const rowHeads = headsOf(runs, rows)
  const columnHeads = columns ? headsOf(runs, columns) : [runs[0]]
  const same = (field: RunConfigField, a: RunSummary, b: RunSummary): boolean =>
    compareSettings(a.config[field], b.config[field]) === 0
  const bare = rowHeads.map((rowHead) =>
    columnHeads.map((columnHead) => {
      const own = runs.filter(
        (run) => same(rows, run, rowHead) && (!columns || same(columns, run, columnHead))
      )
      return makeCell(own, (run) => resultOf(result, run, curves.get(run.id)))
    })
  )
  const values = bare.flat().flatMap(({ value }) => value ?? [])
  const lowest = values.length > 0 ? Math.min(...values) : null
  const highest = values.length > 0 ? Math.max(...values) : null
  const cells = bare.map((row) =>
    row.map((cell) => ({ ...cell, share: shareOf(cell.value, lowest, highest) }))
  )
  return {
    rows,
    columns,
    rowHeads,
    columnHeads,
    cells,
    lowest,
    highest,
    averagedOver: varyingFields(runs).filter((field) => field !== rows && field !== columns),
    best: bestOf(bare, moreIsBetter(result) ? highest : lowest)
  }
}

function headsOf(runs: readonly RunSummary[], field: RunConfigField): RunSummary[] {
  return groupBy(runs, ({ config }) => JSON.stringify(config[field]))
    .map(([first]) => first)
    .sort((a, b) => compareSettings(a.config[field], b.config[field]))
}

type BareCell = Omit<MapCell, 'share'>

function makeCell(
  runs: readonly RunSummary[],
  valueOf: (run: RunSummary) => number | null
): BareCell {
  const diverged = runs.filter(({ status }) => status === 'diverged').length
  const values = runs
    .filter(({ status }) => status !== 'diverged')
    .flatMap((run) => valueOf(run) ?? [])
  const count = values.length
  if (count > 0) {
    const value = values.reduce((sum, each) => sum + each, 0) / count
    return { runs, value, count, state: 'value', diverged }
  }
  const state = runs.length === 0 ? 'empty' : diverged === runs.length ? 'diverged' : 'waiting'
  return { runs, value: null, count, state, diverged }
}

/** Where a value stands between the lowest and the highest; in the middle, where they are the same. */
function shareOf(
  value: number | null,
  lowest: number | null,
  highest: number | null
): number | null {
  if (value === null || lowest === null || highest === null) return null
  return highest > lowest ? (value - lowest) / (highest - lowest) : 0.5
}

function bestOf(cells: readonly (readonly BareCell[])[], best: number | null): HeatMap['best'] {
  if (best === null) return null
  const row = cells.findIndex((each) => each.some(({ value }) => value === best))
  return { row, column: cells[row].findIndex(({ value }) => value === best) }
}
