import { readFileSync } from 'node:fs'
import { parseJson } from '../shared/parse-json'
import { withoutIdleSettings, type RunConfig, type RunConfigField } from '../shared/run-config'
import { expandGrid, MAX_SWEEP_RUNS, type SweepAxis } from '../shared/sweep'
import { formatWhole } from './format'
import { SETTING_OPTIONS, typedValue, type SettingOption } from './setting-options'
import {
  HOLD_COMMAS,
  checkSettings,
  impliedSettings,
  invalid,
  namedFields,
  presetSettings,
  refuseIdle,
  typedDatasets,
  typedText,
  type TypedOptions
} from './settings'

/** What a sweep trains. */
export interface SweepSettings {
  /** Of each run. */
  configs: RunConfig[]
  /** Combinations that would be the same run as one of these: a momentum has no effect on "plain". */
  leftOut: number
}

/** Every combination of the typed lists. @throws DownhillError 'invalid-input'. */
export function readSweep(typed: TypedOptions): SweepSettings {
  const preset = presetSettings(typed)
  const axes = SETTING_OPTIONS.flatMap((option) => {
    const value = typedText(typed, option.option)
    return value === undefined ? [] : [toAxis(option, value)]
  })
  const file = typedText(typed, 'list')
  const listed = file === undefined ? [{}] : readList(file, preset)
  refuseTooMany(axes.reduce((count, { values }) => count * values.length, listed.length))
  const configs = listed.flatMap((settings) => expandGrid(listedRun(settings, typed, preset), axes))
  const distinct = new Map(
    configs.map((config) => {
      const checked = withoutIdleSettings(checkSettings(config))
      return [JSON.stringify(checked), checked]
    })
  )
  refuseIdle(typed, [...distinct.values()])
  return { configs: [...distinct.values()], leftOut: configs.length - distinct.size }
}

/** The preset with the settings of one run of the list, and with what these and the options imply. */
function listedRun(
  settings: Partial<RunConfig>,
  typed: TypedOptions,
  preset: RunConfig
): RunConfig {
  const listed = SETTING_OPTIONS.map(({ field }) => field).filter((field) => field in settings)
  const named = new Set([...namedFields(typed), ...listed])
  const datasets = settings.dataset === undefined ? typedDatasets(typed) : [settings.dataset]
  return { ...preset, ...impliedSettings(named, preset, datasets), ...settings }
}

/** Counted before they are made: a few long lists have more combinations than memory has room for. */
function refuseTooMany(count: number): void {
  if (count > MAX_SWEEP_RUNS) {
    throw invalid(
      `A sweep has at most ${MAX_SWEEP_RUNS} runs; these combinations would be ${formatWhole(count)}.`
    )
  }
}

/** Values stand between commas, or where they hold commas themselves, between slashes. */
function toAxis({ field, parse, option }: SettingOption, value: string): SweepAxis {
  const values = value.split(HOLD_COMMAS.includes(field) ? /[/;]/ : ',')
  if (values.some((each) => each.trim() === '')) throw invalid(`--${option}: a value is missing.`)
  // each combination is checked against the schema before anything is done with it
  return { field, values: values.map(parse) } as SweepAxis
}

/** @throws DownhillError 'invalid-input' where the file is no list of settings. */
function readList(file: string, preset: RunConfig): Partial<RunConfig>[] {
  const list = parseList(file)
  const fields = Object.keys(preset)
  return list.map((settings: unknown, index) => {
    const where = `${file}, run ${index + 1}`
    if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
      throw invalid(`${where}: settings are written as {"learningRate": 1}.`)
    }
    const unknown = Object.keys(settings).find((field) => !fields.includes(field))
    if (unknown !== undefined) {
      throw invalid(`${where}: there is no setting "${unknown}"; there are ${fields.join(', ')}.`)
    }
    return settings
  })
}

function parseList(file: string): unknown[] {
  let list: unknown
  try {
    list = parseJson(readFileSync(file))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw invalid(`${file} cannot be read: ${reason}.`)
  }
  if (!Array.isArray(list) || list.length === 0) {
    throw invalid(`${file} must hold a list: [{"learningRate": 1}, {"learningRate": 2}].`)
  }
  return list
}

/** The settings in which the runs differ, in the order of the options. */
export function variedFields(configs: readonly RunConfig[]): RunConfigField[] {
  return SETTING_OPTIONS.map(({ field }) => field).filter(
    (field) => new Set(configs.map((config) => typedValue(field, config[field]))).size > 1
  )
}
