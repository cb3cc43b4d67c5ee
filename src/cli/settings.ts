import { DownhillError } from '../shared/errors'
import { parseRecipe } from '../shared/dataset-recipe'
import { PRESET_IDS, PRESETS, type PresetId } from '../shared/presets'
import {
  findProblems,
  type FieldProblem,
  type RunConfig,
  type RunConfigField
} from '../shared/run-config'
import { toDatasetId } from './dataset-option'
import { optionOf, SETTING_OPTIONS } from './setting-options'

/** The options as they were typed. */
export type TypedOptions = Readonly<Record<string, string | boolean | undefined>>

export function typedText(typed: TypedOptions, option: string): string | undefined {
  const value = typed[option]
  return typeof value === 'string' ? value : undefined
}

/** @throws DownhillError 'invalid-input'. */
export function presetSettings(typed: TypedOptions): RunConfig {
  const id = typedText(typed, 'preset') ?? 'lesson-96'
  if (!isPreset(id)) {
    throw invalid(`There is no preset "${id}"; choose one of ${PRESET_IDS.join(', ')}.`)
  }
  return { ...PRESETS[id] }
}

function isPreset(id: string): id is PresetId {
  return PRESET_IDS.some((preset) => preset === id)
}

/** Whose single values have commas in them: several of them stand between slashes. */
export const HOLD_COMMAS: readonly RunConfigField[] = ['hiddenLayers', 'dataset']

/** The preset with the typed settings. @throws DownhillError 'invalid-input'. */
export function readSettings(typed: TypedOptions): RunConfig {
  const preset = presetSettings(typed)
  const settings = Object.fromEntries(
    SETTING_OPTIONS.flatMap(({ option, field, parse }) => {
      const value = typedText(typed, option)
      if (value === undefined) return []
      if (!HOLD_COMMAS.includes(field)) refuseSeveral(option, value)
      return [[field, parse(value)]]
    })
  )
  const config = checkSettings({
    ...preset,
    ...impliedSettings(namedFields(typed), preset, typedDatasets(typed)),
    ...settings
  })
  refuseIdle(typed, [config])
  return config
}

/** A comma stands between values, as only a sweep takes them; some mean a decimal point by it. */
function refuseSeveral(option: string, value: string): void {
  if (!value.includes(',')) return
  const isNumber = /^[\d.,\s+-]+$/.test(value)
  throw invalid(
    `--${option} takes one value here, not "${value}"; ` +
      (isNumber
        ? 'decimals have a point, as in 0.5, and "sweep" takes several.'
        : '"sweep" takes several.')
  )
}

/** The ids of the data sets that were typed. */
export function typedDatasets(typed: TypedOptions): string[] {
  return (typedText(typed, 'dataset')?.split('/') ?? []).map(toDatasetId)
}

/**
 * Who names a momentum wants it used, and what a preset says of pictures is nothing to points.
 * @param named the settings that were said
 */
export function impliedSettings(
  named: ReadonlySet<RunConfigField>,
  base: RunConfig,
  datasets: readonly string[]
): Partial<RunConfig> {
  const isMade = datasets.length > 0 && datasets.every((id) => parseRecipe(id) !== null)
  const hasDrops = named.has('scheduleEvery') || named.has('scheduleFactor')
  return {
    ...(named.has('momentum') && !named.has('optimiser') && base.optimiser !== 'momentum'
      ? { optimiser: 'momentum' }
      : {}),
    ...(isMade && !named.has('shift') ? { shift: 0 } : {}),
    ...(hasDrops && !named.has('schedule') ? { schedule: 'step' } : {})
  }
}

/** The fields of the options that were typed. */
export function namedFields(typed: TypedOptions): Set<RunConfigField> {
  return new Set(
    SETTING_OPTIONS.flatMap(({ option, field }) => (typed[option] === undefined ? [] : [field]))
  )
}

/** Refuses an option that has no effect on any of the runs. @throws DownhillError 'invalid-input'. */
export function refuseIdle(typed: TypedOptions, configs: readonly RunConfig[]): void {
  if (typed.momentum !== undefined && configs.every(({ optimiser }) => optimiser !== 'momentum')) {
    throw invalid('--momentum belongs to --optimiser momentum.')
  }
  for (const option of ['schedule-every', 'schedule-factor']) {
    if (typed[option] !== undefined && configs.every(({ schedule }) => schedule !== 'step')) {
      throw invalid(`--${option} belongs to --schedule step.`)
    }
  }
}

/** @throws DownhillError 'invalid-input' with what is wrong first. */
export function checkSettings(config: RunConfig): RunConfig {
  const [problem] = findProblems(config)
  if (problem !== undefined) throw invalid(describe(problem))
  return config
}

function describe({ field, problem, values }: FieldProblem): string {
  const option = `--${optionOf(field)}`
  switch (problem) {
    case 'too-small':
      return `${option} must be at least ${values.min}.`
    case 'too-large':
      return `${option} must be at most ${values.max}.`
    case 'too-many':
      return `${option} must name at most ${values.max} layers.`
    case 'unknown-choice':
      return `${option} must be one of ${values.choices}.`
    case 'not-whole':
      return `${option} must be a whole number.`
    default:
      if (field === 'hiddenLayers') {
        return `${option} must be numbers with commas or hyphens between them, as 16,16, or "none".`
      }
      return field === 'dataset' ? `${option} must be a name.` : `${option} must be a number.`
  }
}

/** Characters; what a file holds may stand in a sentence, and be of any length. */
const LONGEST_SENTENCE = 500

export function invalid(sentence: string): DownhillError {
  const isLong = sentence.length > LONGEST_SENTENCE
  const told = isLong ? `${sentence.slice(0, LONGEST_SENTENCE)} ….` : sentence
  return new DownhillError('invalid-input', told)
}
