import {
  ACTIVATIONS,
  COSTS,
  findProblems,
  INITIALISATIONS,
  OPTIMISERS,
  REDUCTIONS,
  SCHEDULES,
  withoutIdleSettings,
  type FieldProblem,
  type RunConfig
} from '../../shared/run-config'
import { expandGrid, MAX_SWEEP_RUNS, type SweepAxis } from '../../shared/sweep'
import { NUMBER_FIELDS, numberText, readNumber, roundRate, type NumberField } from './run-draft'

/** A sweep as it stands in a form: which settings take which values in turn, as text. */
const CHOICES = {
  activation: ACTIVATIONS,
  cost: COSTS,
  optimiser: OPTIMISERS,
  reduction: REDUCTIONS,
  schedule: SCHEDULES,
  initialisation: INITIALISATIONS
} as const
export type ChoiceField = keyof typeof CHOICES
export type SweepField = ChoiceField | NumberField | 'hiddenLayers'

/** What can be varied: what people vary most first. */
export const SWEEP_FIELDS: readonly SweepField[] = [
  'learningRate',
  'batchSize',
  'hiddenLayers',
  'activation',
  'seed',
  ...(Object.keys(CHOICES) as ChoiceField[]).filter((field) => field !== 'activation'),
  ...NUMBER_FIELDS.filter((field) => !['learningRate', 'batchSize', 'seed'].includes(field))
]

export interface AxisDraft {
  field: SweepField
  /** Values between commas; sizes of layers between hyphens. */
  text: string
}

export function choicesOf(field: SweepField): readonly string[] | undefined {
  return field in CHOICES ? CHOICES[field as ChoiceField] : undefined
}

/** The values between commas, as they were typed. */
export function splitValues(text: string): string[] {
  return text
    .split(/[,;]|\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export type AxisProblem =
  | { kind: 'empty' }
  /** One of the values would not do. */
  | { kind: 'value'; value: string; problem: FieldProblem }

function readValue(field: SweepField, text: string): unknown {
  if (choicesOf(field)) return text
  if (field === 'hiddenLayers') {
    return text === 'none' ? [] : text.split(/[-–x×+]/).map((size) => readNumber('batchSize', size))
  }
  // 60,000 in a list is two values: the zeros give it away
  return /^0\d/.test(text) ? Number.NaN : readNumber(field as NumberField, text)
}

/** The axis that a draft means, values that were typed twice once; or what is wrong with it. */
export function readAxis(
  draft: AxisDraft,
  base: RunConfig
): { axis: SweepAxis; problem?: undefined } | { axis?: undefined; problem: AxisProblem } {
  const { field } = draft
  const values = new Map<string, unknown>()
  for (const text of splitValues(draft.text)) {
    const value = readValue(field, text)
    const problem = findProblems({ ...base, [field]: value }).find((each) => each.field === field)
    if (problem) return { problem: { kind: 'value', value: text, problem } }
    values.set(JSON.stringify(value), value)
  }
  if (values.size === 0) return { problem: { kind: 'empty' } }
  // each value has passed the check of its field
  return { axis: { field, values: [...values.values()] } as SweepAxis }
}

export interface SweepPlan {
  configs: RunConfig[]
  /** Combinations left out, since what varies has no effect there. */
  alike: number
  tooMany: boolean
}

/** The runs of a sweep, in the order in which they train; none twice. */
export function planSweep(base: RunConfig, axes: readonly SweepAxis[]): SweepPlan {
  const size = axes.reduce((product, { values }) => product * values.length, 1)
  // a list of thousands need not be made to know that it is too long
  if (size > 4 * MAX_SWEEP_RUNS) return { configs: [], alike: 0, tooMany: true }
  const byContent = new Map<string, RunConfig>()
  for (const config of expandGrid(base, axes).map(withoutIdleSettings)) {
    byContent.set(JSON.stringify(config), config)
  }
  const configs = [...byContent.values()]
  return { configs, alike: size - configs.length, tooMany: configs.length > MAX_SWEEP_RUNS }
}

/** Ready-made lists; what is not listed starts with its present value. */
const SUGGESTIONS: Partial<Record<SweepField, string>> = {
  batchSize: '1, 10, 100, 1000',
  hiddenLayers: 'none, 16, 16-16, 64-64',
  seed: '1, 2, 3, 4, 5',
  epochs: '1, 3, 10',
  momentum: '0, 0.5, 0.9',
  scheduleEvery: '2, 5, 10',
  scheduleFactor: '0.1, 0.5, 0.9',
  l2: '0, 0.1, 1, 10',
  shift: '0, 1, 2',
  subset: '500, 2000, 10000, 0',
  shuffledLabels: '0, 50, 100',
  heldOut: '0, 5000'
}
const RATE_FACTORS = [0.1, 0.3, 1, 3, 10]

/** Values to begin with: all choices, rates from a tenth to ten times the present one, and the like. */
export function suggestedValues(field: SweepField, base: RunConfig | undefined): string {
  const choices = choicesOf(field)
  if (choices) return choices.join(', ')
  if (field === 'learningRate') {
    const rate = base?.learningRate ?? 1
    return RATE_FACTORS.map((factor) => numberText(field, roundRate(rate * factor))).join(', ')
  }
  return SUGGESTIONS[field] ?? ''
}
