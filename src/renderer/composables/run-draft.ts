import {
  findProblems,
  runConfigSchema,
  withoutIdleSettings,
  type FieldProblem,
  type RunConfig
} from '../../shared/run-config'

/** Settings that are typed as a number. */
export const NUMBER_FIELDS = [
  'batchSize',
  'learningRate',
  'scheduleEvery',
  'scheduleFactor',
  'momentum',
  'l2',
  'shift',
  'epochs',
  'seed',
  'heldOut',
  'subset',
  'shuffledLabels'
] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]

/** Settings as they stand in a form: numbers are still text, since half-typed ones are none yet. */
export type RunDraft = Omit<RunConfig, NumberField | 'hiddenLayers'> &
  Record<NumberField, string> & { hiddenLayers: string[] }

function forNumberFields<Value>(
  valueOf: (field: NumberField) => Value
): Record<NumberField, Value> {
  return Object.fromEntries(NUMBER_FIELDS.map((field) => [field, valueOf(field)])) as Record<
    NumberField,
    Value
  >
}

/** A number as it is typed: shares are typed in per cent. */
export function numberText(field: NumberField, value: number): string {
  return String(field === 'shuffledLabels' ? Number((value * 100).toPrecision(6)) : value)
}

/** What `numberText` wrote, or a person typed, as the setting; NaN for what is no number. */
export function readNumber(field: NumberField, text: string): number {
  const number = parseNumber(field === 'shuffledLabels' ? text.replace('%', '') : text)
  return field === 'shuffledLabels' ? number / 100 : number
}

export function toDraft(config: RunConfig): RunDraft {
  return {
    ...config,
    hiddenLayers: config.hiddenLayers.map(String),
    ...forNumberFields((field) => numberText(field, config[field]))
  }
}

/**
 * Reads a number as people type it: 60000, 60,000, 0.1, 0,1 or 1e-3. NaN for anything else. A comma
 * before exactly three digits is a thousands separator, unless the number begins with 0.
 */
export function parseNumber(text: string): number {
  const trimmed = text.trim()
  if (trimmed === '') return Number.NaN
  if (/^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(trimmed)) return Number(trimmed.replaceAll(',', ''))
  return Number(trimmed.replace(',', '.'))
}

/**
 * The settings that a draft means, or what is wrong with it. Fields that have no effect now are not
 * shown, so that nothing can be wrong with them either.
 */
export function readDraft(draft: RunDraft): {
  config: RunConfig | undefined
  problems: FieldProblem[]
} {
  const input = withoutIdleSettings({
    ...draft,
    hiddenLayers: draft.hiddenLayers.map(parseNumber),
    ...forNumberFields((field) => readNumber(field, draft[field]))
  })
  const parsed = runConfigSchema.safeParse(input)
  return { config: parsed.data, problems: findProblems(input) }
}

/** A learning rate as one would write it: three digits, no binary dust. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(3))
}
