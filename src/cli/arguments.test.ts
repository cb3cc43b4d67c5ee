import { describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { RunConfig } from '../shared/run-config'
import { parseArguments, type Command } from './arguments'

function command(...args: string[]): Command {
  const parsed = parseArguments(args)
  if ('help' in parsed) throw new Error('It asked for help.')
  return parsed.command
}

function settings(...args: string[]): RunConfig {
  const parsed = command('train', '--preset', 'plain', ...args)
  if (parsed.name !== 'train') throw new Error('It is no training.')
  return parsed.config
}

function refusal(...args: string[]): string {
  try {
    parseArguments(args)
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  return 'accepted'
}

const LAYERS = '--layers must be numbers with commas or hyphens between them, as 16,16, or "none".'
const NEEDS_VALUE = 'needs a value; one that begins with a dash is written'

describe('the arguments', () => {
  it('choose settings, with the lesson where nothing is said', () => {
    const lesson = { name: 'train', config: PRESETS['lesson-96'], runName: undefined }
    expect(command('train')).toEqual(lesson)
    expect(command('train', '--preset', 'plain', '--seed=7', '--name', ' Steep ')).toEqual({
      name: 'train',
      config: { ...PRESETS.plain, seed: 7 },
      runName: 'Steep'
    })
  })

  it('set every setting there is', () => {
    const args =
      '--dataset mnist --layers 30,20 --activation tanh --initialisation xavier --cost cross-entropy --batch 25 ' +
      '--rate 0.25 --reduction sum --schedule step --schedule-every 3 --schedule-factor 0.5 --optimiser momentum ' +
      '--momentum 0.9 --l2 5 --shift 2 --epochs 4 --seed 9 --held-out 100 --subset 1000 --shuffled-labels 0.3'
    expect(settings(...args.split(' '))).toEqual({
      dataset: 'mnist',
      hiddenLayers: [30, 20],
      activation: 'tanh',
      initialisation: 'xavier',
      cost: 'cross-entropy',
      batchSize: 25,
      learningRate: 0.25,
      reduction: 'sum',
      schedule: 'step',
      scheduleEvery: 3,
      scheduleFactor: 0.5,
      optimiser: 'momentum',
      momentum: 0.9,
      l2: 5,
      shift: 2,
      epochs: 4,
      seed: 9,
      heldOut: 100,
      subset: 1000,
      shuffledLabels: 0.3
    })
  })

  it('have words for no hidden layer, and for the whole training set', () => {
    expect(settings('--layers', 'none', '--batch', 'full')).toMatchObject({
      hiddenLayers: [],
      batchSize: 60_000
    })
  })

  it('take hyphens between layers, too, as the tables show them', () => {
    expect(settings('--layers', '30-20').hiddenLayers).toEqual([30, 20])
  })

  it('take a momentum as a wish for momentum, and drops as one for steps', () => {
    expect(settings('--momentum', '0.9')).toMatchObject({ optimiser: 'momentum', momentum: 0.9 })
    expect(settings('--schedule-every', '5')).toMatchObject({ schedule: 'step', scheduleEvery: 5 })
  })

  it('do not change the presets', () => {
    settings('--epochs', '3')
    expect(PRESETS.plain.epochs).not.toBe(3)
  })

  it('name the other commands', () => {
    expect(command('runs')).toEqual({ name: 'runs' })
    expect(command('resume', '12')).toEqual({ name: 'resume', runId: 12 })
    expect(command('evaluate', '3')).toEqual({
      name: 'evaluate',
      runId: 3,
      epoch: null,
      gradient: false
    })
    expect(command('evaluate', '3', '--checkpoint', '0', '--gradient')).toMatchObject({
      epoch: 0,
      gradient: true
    })
    expect(command('verify', '3', '4', '3')).toEqual({ name: 'verify', runIds: [3, 4] })
    expect(command('export', '3', '--out', 'a', '--author', 'Ada')).toEqual({
      name: 'export',
      runIds: [3],
      file: 'a',
      author: 'Ada'
    })
    expect(command('import', 'a', 'b')).toEqual({ name: 'import', files: ['a', 'b'] })
  })

  it('say how, with every command', () => {
    expect(parseArguments(['runs'])).toMatchObject({ json: false, library: undefined })
    expect(parseArguments(['runs', '--json', '--library', 'x'])).toMatchObject({
      json: true,
      library: 'x'
    })
    for (const args of [[], ['help'], ['--help'], ['-h']]) {
      expect(parseArguments(args)).toEqual({ help: null })
    }
    for (const args of [
      ['help', 'train'],
      ['train', '-h'],
      ['train', '--rate', 'x', '--help']
    ]) {
      expect(parseArguments(args)).toEqual({ help: 'train' })
    }
  })

  it.each([
    [['dance'], 'There is no command "dance".'],
    [['help', 'dance'], 'There is no command "dance".'],
    [['--json', 'runs'], 'The command comes first, and then --json.'],
    [
      ['train', '--preset', 'fast'],
      'There is no preset "fast"; choose one of plain, lesson-96, best-98.'
    ],
    [['train', '--epochs', '0'], '--epochs must be at least 1.'],
    [['train', '--epochs', '1001'], '--epochs must be at most 1000.'],
    [['train', '--epochs', '2.5'], '--epochs must be a whole number.'],
    [['train', '--epochs', 'many'], '--epochs must be a number.'],
    [['train', '--rate', ''], '--rate must be a number.'],
    [['train', '--seed=-1'], '--seed must be at least 0.'],
    [['train', '--layers', '16,x'], LAYERS],
    [['train', '--layers', '16,,16'], LAYERS],
    [['train', '--layers', '-5'], LAYERS],
    [['train', '--layers', '16.5'], '--layers must be a whole number.'],
    [['train', '--layers', '1,1,1,1,1,1,1'], '--layers must name at most 6 layers.'],
    [['train', '--cost', 'low'], '--cost must be one of quadratic, cross-entropy.'],
    [
      ['train', '--rate', '0,5'],
      '--rate takes one value here, not "0,5"; decimals have a point, as in 0.5, and "sweep" takes several.'
    ],
    [
      ['train', '--cost', 'quadratic,cross-entropy'],
      '--cost takes one value here, not "quadratic,cross-entropy"; "sweep" takes several.'
    ],
    [['train', '--rate', '-1'], '--rate must be at least 0.000001.'],
    [['train', '--rate', '-.5'], '--rate must be at least 0.000001.'],
    [['train', '--rate'], `--rate ${NEEDS_VALUE} --rate=-x.`],
    [['train', '--rate', '--epochs', '3'], `--rate ${NEEDS_VALUE} --rate=-x.`],
    [['train', '--name', '-x'], `--name ${NEEDS_VALUE} --name=-x.`],
    [['train', '--rate', '1', '--seed', '3', '--rate', '2'], '--rate is given twice.'],
    [['runs', '--json=yes'], "Option '--json' does not take an argument."],
    [['runs', '--library', ''], '--library needs the name of a folder.'],
    [['resume', '--', '-1'], 'resume needs the number of a run; "runs" shows them.'],
    [
      ['train', '--optimiser', 'adam', '--momentum', '0.9'],
      '--momentum belongs to --optimiser momentum.'
    ],
    [
      ['train', '--schedule', 'cosine', '--schedule-factor', '0.9'],
      '--schedule-factor belongs to --schedule step.'
    ],
    [['train', '--name', '  '], '--name must have between 1 and 120 characters.'],
    [['train', 'quickly', 'now'], 'Nothing is known of "quickly now".'],
    [['runs', 'all'], 'Nothing is known of "all".'],
    [['runs', '--rate', '1'], "Unknown option '--rate'."],
    [['resume'], 'resume needs the number of a run; "runs" shows them.'],
    [['verify', '1', 'one'], 'verify needs the number of a run; "runs" shows them.'],
    [['resume', '1', '2'], 'Nothing is known of "2".'],
    [['evaluate', '1', '--checkpoint', 'x'], '--checkpoint must be the number of an epoch.'],
    [['export', '1'], 'export needs --out FILE.downhill, the file to write.'],
    [['import'], 'import needs the names of .downhill files.'],
    [['train', '--speed', '3'], "Unknown option '--speed'."]
  ])('%j are refused with one sentence', (args, sentence) => {
    expect(refusal(...args).replace(', quick-96', '')).toBe(sentence)
  })
})
