import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { RunConfig } from '../shared/run-config'
import { parseArguments, type Command } from './arguments'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-arguments-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

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
    [['train', '--layers', '16,x'], '--layers must be a number.'],
    [['train', '--layers', '1,1,1,1,1,1,1'], '--layers must name at most 6 layers.'],
    [['train', '--cost', 'low'], '--cost must be one of quadratic, cross-entropy.'],
    [['train', '--rate', '1,2'], '--rate must be a number.'],
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

describe('the arguments of a sweep', () => {
  function configs(...args: string[]): RunConfig[] {
    const parsed = command('sweep', '--preset', 'plain', ...args)
    if (parsed.name !== 'sweep') throw new Error('It is no sweep.')
    return parsed.configs
  }

  function list(value: unknown): string {
    const file = join(folder, 'list.json')
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
    return file
  }

  it('give a run for every combination, and one setting for all', () => {
    const runs = configs('--rate', '0.5,1', '--layers', '16,16/8/none', '--epochs', '2')
    expect(
      runs.map(({ hiddenLayers, learningRate, epochs }) => [hiddenLayers, learningRate, epochs])
    ).toEqual([
      [[16, 16], 0.5, 2],
      [[16, 16], 1, 2],
      [[8], 0.5, 2],
      [[8], 1, 2],
      [[], 0.5, 2],
      [[], 1, 2]
    ])
  })

  it('name the sweep after what varies', () => {
    const sweepName = (...args: string[]): unknown => command('sweep', ...args)
    expect(sweepName('--seed', '1,2', '--batch', '5,6')).toMatchObject({ sweepName: 'batch, seed' })
    expect(sweepName('--name', 'Mine')).toMatchObject({ sweepName: 'Mine' })
    expect(sweepName()).toMatchObject({ sweepName: 'Sweep' })
  })

  it('do not train the same run twice', () => {
    const runs = configs('--optimiser', 'plain,momentum', '--momentum', '0.5,0.9')
    expect(runs.map(({ optimiser, momentum }) => [optimiser, momentum])).toEqual([
      ['plain', 0],
      ['momentum', 0.5],
      ['momentum', 0.9]
    ])
  })

  it('take a list of settings from a file, each with every combination', () => {
    const file = list([{ learningRate: 1 }, { learningRate: 2, epochs: 3 }])
    expect(
      configs('--list', file, '--seed', '1,2').map(({ learningRate, epochs, seed }) => [
        learningRate,
        epochs,
        seed
      ])
    ).toEqual([
      [1, 30, 1],
      [1, 30, 2],
      [2, 3, 1],
      [2, 3, 2]
    ])
  })

  it('are refused where something is wrong', () => {
    const sweep = (...args: string[]): string => refusal('sweep', ...args)
    expect(sweep('--rate', '1,,2')).toBe('--rate: a value is missing.')
    expect(sweep('--rate', '1,x')).toBe('--rate must be a number.')
    expect(sweep('--seed', '1,2', '--batch', '0,1')).toBe('--batch must be at least 1.')
    const many = Array.from({ length: 501 }, (_, index) => index).join(',')
    expect(sweep('--seed', many)).toBe('A sweep has at most 500 runs; these would be 501.')
    expect(sweep('--list', join(folder, 'none.json'))).toMatch(/none\.json cannot be read: ENOENT/)
    expect(sweep('--list', list('{'))).toMatch(/cannot be read: /)
    expect(sweep('--list', list([]))).toMatch(/must hold a list/)
    expect(sweep('--list', list([3]))).toMatch(/run 1: settings are written as/)
    expect(sweep('--list', list([{}, { rate: 1 }]))).toMatch(/run 2: there is no setting "rate"/)
    expect(sweep('--list', list([{ epochs: 0 }]))).toBe('--epochs must be at least 1.')
  })
})
