import {
  findProblems,
  runConfigSchema,
  type FieldProblem,
  type RunConfig
} from '../../shared/run-config'

/** Settings as they stand in a form: numbers are still text, since half-typed ones are none yet. */
export interface RunDraft extends Pick<RunConfig, 'dataset' | 'activation' | 'cost' | 'schedule'> {
  hiddenLayers: string[]
  batchSize: string
  learningRate: string
  momentum: string
  l2: string
  shift: string
  epochs: string
  seed: string
  heldOut: string
}

export function toDraft(config: RunConfig): RunDraft {
  return {
    ...config,
    hiddenLayers: config.hiddenLayers.map(String),
    batchSize: String(config.batchSize),
    learningRate: String(config.learningRate),
    momentum: String(config.momentum),
    l2: String(config.l2),
    shift: String(config.shift),
    epochs: String(config.epochs),
    seed: String(config.seed),
    heldOut: String(config.heldOut)
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

/** The settings that a draft means, or what is wrong with it. */
export function readDraft(draft: RunDraft): {
  config: RunConfig | undefined
  problems: FieldProblem[]
} {
  const input = {
    ...draft,
    hiddenLayers: draft.hiddenLayers.map(parseNumber),
    batchSize: parseNumber(draft.batchSize),
    learningRate: parseNumber(draft.learningRate),
    momentum: parseNumber(draft.momentum),
    l2: parseNumber(draft.l2),
    shift: parseNumber(draft.shift),
    epochs: parseNumber(draft.epochs),
    seed: parseNumber(draft.seed),
    heldOut: parseNumber(draft.heldOut)
  }
  const parsed = runConfigSchema.safeParse(input)
  return { config: parsed.data, problems: findProblems(input) }
}

/** A learning rate as one would write it: three digits, no binary dust. */
export function roundRate(rate: number): number {
  return Number(rate.toPrecision(3))
}
