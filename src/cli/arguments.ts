import { parseArgs } from 'node:util'
import { DownhillError } from '../shared/errors'
import { PRESET_IDS, PRESETS, type PresetId } from '../shared/presets'
import { findProblems, type FieldProblem, type RunConfig } from '../shared/run-config'

/** What a person asked for. */
export type CliCommand =
  | { name: 'train'; config: RunConfig; runName: string | undefined }
  | { name: 'resume'; runId: number }
  | { name: 'runs' }
  | { name: 'help' }

/** @throws DownhillError 'invalid-input' with a sentence that says what is wrong. */
export function parseArguments(args: string[]): CliCommand {
  const { values, positionals } = parse(args)
  const [name = 'help', ...rest] = positionals
  if (values.help || name === 'help') return { name: 'help' }
  switch (name) {
    case 'train':
      refuseRest(rest)
      return { name, config: trainingConfig(values), runName: runName(values.name) }
    case 'resume': {
      const [number, ...more] = rest
      refuseRest(more)
      return { name, runId: runNumber(number) }
    }
    case 'runs':
      refuseRest(rest)
      return { name }
    default:
      throw invalid(`There is no command "${name}".`)
  }
}

interface Values {
  preset?: string
  epochs?: string
  seed?: string
  name?: string
  help?: boolean
}

function parse(args: string[]): { values: Values; positionals: string[] } {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        preset: { type: 'string' },
        epochs: { type: 'string' },
        seed: { type: 'string' },
        name: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    })
  } catch (error) {
    // only the first sentence: what follows in Node's message is advice on its own syntax
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw invalid(`${sentence.replace(/\.$/, '')}.`)
  }
}

function trainingConfig({ preset = 'lesson-96', epochs, seed }: Values): RunConfig {
  if (!isPreset(preset)) {
    throw invalid(`There is no preset "${preset}"; choose one of ${PRESET_IDS.join(', ')}.`)
  }
  const config = { ...PRESETS[preset] }
  if (epochs !== undefined) config.epochs = toNumber(epochs)
  if (seed !== undefined) config.seed = toNumber(seed)
  const [problem] = findProblems(config)
  if (problem !== undefined) throw invalid(describe(problem))
  return config
}

function isPreset(id: string): id is PresetId {
  return PRESET_IDS.some((preset) => preset === id)
}

/** NaN for what is no number; also for an empty text, which JavaScript takes for 0. */
function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text)
}

function describe({ field, problem, values }: FieldProblem): string {
  switch (problem) {
    case 'too-small':
      return `--${field} must be at least ${values.min}.`
    case 'too-large':
      return `--${field} must be at most ${values.max}.`
    default:
      return `--${field} must be a whole number.`
  }
}

function runName(name: string | undefined): string | undefined {
  const trimmed = name?.trim()
  if (trimmed === '' || (trimmed !== undefined && trimmed.length > 120)) {
    throw invalid('--name must have between 1 and 120 characters.')
  }
  return trimmed
}

function runNumber(text: string | undefined): number {
  const number = toNumber(text ?? '')
  if (!Number.isSafeInteger(number) || number < 1) {
    throw invalid('resume needs the number of a run; "runs" shows them.')
  }
  return number
}

function refuseRest(rest: string[]): void {
  if (rest.length > 0) throw invalid(`Nothing is known of "${rest.join(' ')}".`)
}

function invalid(sentence: string): DownhillError {
  return new DownhillError('invalid-input', sentence)
}
