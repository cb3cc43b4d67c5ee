import { extname } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { DownhillError } from '../shared/errors'
import type { WeightFormat } from '../shared/files'
import type { RunConfig } from '../shared/run-config'
import { commandDescription, isCommand, type CommandName } from './commands'
import { optionOf, SETTING_OPTIONS } from './setting-options'
import { invalid, readSettings, typedText, type TypedOptions } from './settings'
import { readSweep, variedFields } from './sweep-settings'
import { toNumber } from './typed-number'

/** What a person asked for. */
export type Command =
  | { name: 'train'; config: RunConfig; runName: string | undefined }
  | { name: 'sweep'; configs: RunConfig[]; leftOut: number; sweepName: string }
  | { name: 'runs' }
  | { name: 'datasets' }
  | { name: 'resume'; runId: number }
  | { name: 'evaluate'; runId: number; epoch: number | null; gradient: boolean }
  | { name: 'verify'; runIds: number[] }
  | { name: 'export'; runIds: number[]; file: string; author: string | null }
  | { name: 'weights'; runId: number; epoch: number | null; file: string; format: WeightFormat }
  | { name: 'import'; files: string[] }

export interface Request {
  command: Command
  /** One JSON document instead of words. */
  json: boolean
  /** The data folder, where it is not the usual one. */
  library: string | undefined
}

/** What the ending of a file says of its format. */
const WEIGHT_ENDINGS: Record<string, WeightFormat | undefined> = {
  '.npz': 'npz',
  '.safetensors': 'safetensors',
  '.onnx': 'onnx',
  '.py': 'pytorch'
}

/** `help`: of one command, or all. */
export type Arguments = Request | { help: CommandName | null }

/** @throws DownhillError 'invalid-input' with a sentence that says what is wrong. */
export function parseArguments(args: readonly string[]): Arguments {
  const [name = 'help', ...rest] = args
  if (name === 'help' || name === '--help' || name === '-h') return { help: helpTopic(rest) }
  if (name.startsWith('-')) throw invalid(`The command comes first, and then ${name}.`)
  if (!isCommand(name)) throw invalid(`There is no command "${name}".`)
  const { typed, words } = parse(name, rest)
  if (typed.help) return { help: name }
  return {
    command: readCommand(name, typed, words),
    json: typed.json === true,
    library: readLibrary(typed)
  }
}

function readLibrary(typed: TypedOptions): string | undefined {
  const folder = typedText(typed, 'library')
  if (folder?.trim() === '') throw invalid('--library needs the name of a folder.')
  return folder
}

function helpTopic([topic, ...rest]: string[]): CommandName | null {
  refuseRest(rest)
  if (topic === undefined || topic === 'help') return null
  if (!isCommand(topic)) throw invalid(`There is no command "${topic}".`)
  return topic
}

function readCommand(name: CommandName, typed: TypedOptions, words: string[]): Command {
  switch (name) {
    case 'train':
      refuseRest(words)
      return { name, config: readSettings(typed), runName: readName(typed, 'name') }
    case 'sweep': {
      refuseRest(words)
      const { configs, leftOut } = readSweep(typed)
      const sweepName = readName(typed, 'name') ?? nameOfSweep(configs)
      return { name, configs, leftOut, sweepName }
    }
    case 'runs':
    case 'datasets':
      refuseRest(words)
      return { name }
    case 'resume': {
      const [number, ...more] = words
      refuseRest(more)
      return { name, runId: runNumber(name, number) }
    }
    case 'evaluate': {
      const [number, ...more] = words
      refuseRest(more)
      const epoch = readEpoch(typed)
      return { name, runId: runNumber(name, number), epoch, gradient: typed.gradient === true }
    }
    case 'verify':
      return { name, runIds: runNumbers(name, words) }
    case 'export': {
      const runIds = runNumbers(name, words)
      const file = typedText(typed, 'out')
      if (!file) throw invalid('export needs --out FILE.downhill, the file to write.')
      return { name, runIds, file, author: readName(typed, 'author') ?? null }
    }
    case 'weights': {
      const [number, ...more] = words
      refuseRest(more)
      const file = typedText(typed, 'out') ?? ''
      const format = WEIGHT_ENDINGS[extname(file).toLowerCase()]
      if (format === undefined) {
        const endings = Object.keys(WEIGHT_ENDINGS).join(', ')
        throw invalid(`weights needs --out FILE, with one of the endings ${endings}.`)
      }
      return { name, runId: runNumber(name, number), epoch: readEpoch(typed), file, format }
    }
    case 'import':
      if (words.length === 0) throw invalid('import needs the names of .downhill files.')
      return { name, files: words }
  }
}

function parse(name: CommandName, args: string[]): { typed: TypedOptions; words: string[] } {
  const options: ParseArgsConfig['options'] = {
    library: { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' }
  }
  const { settings, options: own } = commandDescription(name)
  if (settings) for (const { option } of SETTING_OPTIONS) options[option] = { type: 'string' }
  for (const { option, placeholder } of own) {
    options[option] = { type: placeholder === undefined ? 'boolean' : 'string' }
  }
  const takesValue = (option: string): boolean => options[option]?.type === 'string'
  try {
    const { values, positionals, tokens } = parseArgs({
      args: joinNegatives(args, takesValue),
      allowPositionals: true,
      options,
      tokens: true
    })
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    const twice = given.find((option, index) => takesValue(option) && given.indexOf(option) < index)
    if (twice !== undefined) throw invalid(`--${twice} is given twice.`)
    return { typed: values as TypedOptions, words: positionals }
  } catch (error) {
    if (error instanceof DownhillError) throw error
    throw invalid(describeMisuse(error instanceof Error ? error.message : String(error)))
  }
}

/** `--rate -1` as `--rate=-1`: Node would take the number for another option. */
function joinNegatives(args: string[], takesValue: (option: string) => boolean): string[] {
  return args.reduce<string[]>((joined, arg) => {
    const before = joined.at(-1) ?? ''
    const isValue = /^-[\d.]/.test(arg) && before.startsWith('--') && takesValue(before.slice(2))
    return isValue && !joined.includes('--')
      ? [...joined.slice(0, -1), `${before}=${arg}`]
      : [...joined, arg]
  }, [])
}

/** @param message Node's, about what was typed */
function describeMisuse(message: string): string {
  const [, option] =
    /^Option '.*(--[\w-]+).*' argument (?:missing|is ambiguous)/.exec(message) ?? []
  if (option !== undefined) {
    return `${option} needs a value; one that begins with a dash is written ${option}=-x.`
  }
  // only the first sentence: what follows is advice on Node's own syntax
  const [sentence] = message.split(/\. |\n/)
  return `${sentence.replace(/\.$/, '')}.`
}

function readName(typed: TypedOptions, option: string): string | undefined {
  const name = typedText(typed, option)?.trim()
  if (name === '' || (name !== undefined && name.length > 120)) {
    throw invalid(`--${option} must have between 1 and 120 characters.`)
  }
  return name
}

/** "rate, batch": what varies. */
function nameOfSweep(configs: readonly RunConfig[]): string {
  return variedFields(configs).map(optionOf).join(', ').slice(0, 120) || 'Sweep'
}

function readEpoch(typed: TypedOptions): number | null {
  const text = typedText(typed, 'checkpoint')
  if (text === undefined) return null
  const epoch = toNumber(text)
  if (!Number.isSafeInteger(epoch) || epoch < 0) {
    throw invalid('--checkpoint must be the number of an epoch.')
  }
  return epoch
}

function runNumbers(command: CommandName, words: string[]): number[] {
  const numbers = words.length === 0 ? [undefined] : words
  return [...new Set(numbers.map((word) => runNumber(command, word)))]
}

function runNumber(command: CommandName, text: string | undefined): number {
  const number = toNumber(text ?? '')
  if (!Number.isSafeInteger(number) || number < 1) {
    throw invalid(`${command} needs the number of a run; "runs" shows them.`)
  }
  return number
}

function refuseRest(rest: string[]): void {
  if (rest.length > 0) throw invalid(`Nothing is known of "${rest.join(' ')}".`)
}
