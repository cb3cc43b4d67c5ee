import { RUN_STATUSES, type RunSummary } from '../../../shared/run'
import type { RunConfigField } from '../../../shared/run-config'
import { CONFIG_FIELDS } from '../../composables/config-differences'
import { shownAccuracy } from '../../composables/shown-accuracy'
import { runState } from '../../composables/use-runs'

/** Settings that have a column with a name of its own; all others have one each, for whom they interest. */
const NAMED_SETTINGS = ['dataset', 'hiddenLayers', 'epochs'] as const
type NamedSetting = (typeof NAMED_SETTINGS)[number]
export type SettingColumn = `setting.${Exclude<RunConfigField, NamedSetting>}`

type NamedColumn =
  | 'name'
  | 'status'
  | 'dataset'
  | 'network'
  | 'differences'
  | 'epochs'
  | 'last'
  | 'best'
  | 'cost'
  | 'time'
  | 'created'
  | 'tags'
  | 'owner'
export type ColumnKey = NamedColumn | SettingColumn
/** The settings that differ are a list, and lists have no order. */
export type SortKey = Exclude<ColumnKey, 'differences'>

export interface Column {
  key: ColumnKey
  /** In rem. */
  width: number
  /** Set flush right, so that digits stand under each other. */
  isNumber: boolean
  /** Shown unless somebody chooses otherwise; where the window is narrow, the highest gives way first. */
  usual: number | null
  /** The setting that it shows, of a column that shows a setting as it is. */
  setting?: Exclude<RunConfigField, NamedSetting>
}

const named = (
  key: NamedColumn,
  width: number,
  usual: number | null,
  isNumber = false
): Column => ({ key, width, usual, isNumber })

const NUMBER_SETTINGS: readonly RunConfigField[] = [
  'batchSize',
  'learningRate',
  'scheduleEvery',
  'scheduleFactor',
  'momentum',
  'l2',
  'shift',
  'seed',
  'heldOut',
  'subset',
  'shuffledLabels'
]

function isNamedSetting(field: RunConfigField): field is NamedSetting {
  return NAMED_SETTINGS.some((named) => named === field)
}

/** All columns, in the order in which they stand. The name is always shown. */
export const COLUMNS: readonly Column[] = [
  named('name', 13, 0),
  named('status', 7.5, 1),
  named('dataset', 8, null),
  named('network', 7.5, 5),
  named('differences', 10, 3),
  named('epochs', 5.75, 4, true),
  named('last', 7.25, 2, true),
  named('best', 5.25, 7, true),
  named('cost', 5.5, 6, true),
  named('time', 5.5, 9, true),
  named('created', 8.75, 8),
  named('tags', 10, 10),
  named('owner', 8, null),
  ...CONFIG_FIELDS.flatMap((field): Column[] =>
    isNamedSetting(field)
      ? []
      : [
          {
            key: `setting.${field}`,
            width: 8.5,
            isNumber: NUMBER_SETTINGS.includes(field),
            usual: null,
            setting: field
          }
        ]
  )
]

export function isColumnKey(key: unknown): key is ColumnKey {
  return COLUMNS.some((column) => column.key === key)
}

/** What a table of runs is sorted by: a number, a text, or nothing where there is none yet. */
export function sortValue(run: RunSummary, key: SortKey): string | number | null {
  switch (key) {
    case 'name':
      return run.name
    case 'status':
      return RUN_STATUSES.indexOf(runState(run))
    case 'dataset':
      return run.config.dataset
    case 'network':
      return run.layers.slice(1).reduce((sum, size, index) => sum + size * run.layers[index], 0)
    case 'epochs':
      return run.epoch
    case 'last':
      return shownAccuracy(run, run.lastTestAccuracy)
    case 'best':
      return shownAccuracy(run, run.bestTestAccuracy)
    case 'cost':
      return run.lastTestCost
    case 'time':
      return run.engineSeconds
    case 'created':
      return Date.parse(run.createdAt)
    case 'tags':
      return run.tags.length === 0 ? null : run.tags.join(', ')
    case 'owner':
      return run.author ?? null
    default:
      return settingValue(run, key)
  }
}

const FIELD_OF = new Map(COLUMNS.map(({ key, setting }) => [key, setting]))

function settingValue({ config }: RunSummary, key: SettingColumn): string | number {
  const field = FIELD_OF.get(key)
  return field === undefined ? '' : config[field]
}

/** What stands beside every row's columns: its check box before, its menu after them. In rem. */
const BESIDES = 2.75 + 3

/**
 * The columns to show. `chosen`: by hand, all of them whatever the width. Otherwise the usual ones,
 * as many as fit into a width in rem.
 */
export function shownColumns(chosen: readonly ColumnKey[] | null, width: number): Column[] {
  if (chosen) return COLUMNS.filter(({ key }) => key === 'name' || chosen.includes(key))
  const byImportance = COLUMNS.filter(({ usual }) => usual !== null).sort(
    (one, other) => (one.usual ?? 0) - (other.usual ?? 0)
  )
  const fitting = new Set<Column>()
  let left = width - BESIDES
  for (const column of byImportance) {
    left -= column.width
    if (left < 0 && fitting.size > 0) break
    fitting.add(column)
  }
  return COLUMNS.filter((column) => fitting.has(column))
}

/** The least width of a table with these columns, in rem. */
export function tableWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, BESIDES)
}
