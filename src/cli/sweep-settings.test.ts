import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunConfig } from '../shared/run-config'
import { parseArguments, type Command } from './arguments'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-sweep-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function sweepCommand(...args: string[]): Extract<Command, { name: 'sweep' }> {
  const parsed = parseArguments(['sweep', ...args])
  if ('help' in parsed || parsed.command.name !== 'sweep') throw new Error('It is no sweep.')
  return parsed.command
}

function refusal(...args: string[]): string {
  try {
    sweepCommand(...args)
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  return 'accepted'
}

function configs(...args: string[]): RunConfig[] {
  return sweepCommand('--preset', 'plain', ...args).configs
}

describe('the arguments of a sweep', () => {
  function list(value: unknown): string {
    const file = join(folder, 'list.json')
    writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value))
    return file
  }

  it('give a run for every combination, and one setting for all', () => {
    const runs = configs('--rate', '0.5,1', '--layers', '16-16/8/none', '--epochs', '2')
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
    expect(sweepCommand('--seed', '1,2', '--batch', '5,6')).toMatchObject({
      sweepName: 'batch, seed'
    })
    expect(sweepCommand('--name', 'Mine')).toMatchObject({ sweepName: 'Mine' })
    expect(sweepCommand()).toMatchObject({ sweepName: 'Sweep' })
  })

  it('do not train the same run twice, and count what is left out', () => {
    const { configs: runs, leftOut } = sweepCommand(
      ...['--preset', 'plain', '--optimiser', 'plain,momentum', '--momentum', '0.5,0.9']
    )
    expect(runs.map(({ optimiser, momentum }) => [optimiser, momentum])).toEqual([
      ['plain', 0],
      ['momentum', 0.5],
      ['momentum', 0.9]
    ])
    expect(leftOut).toBe(1)
    expect(sweepCommand('--seed', '1,2').leftOut).toBe(0)
  })

  it('refuse values that have no effect on any run', () => {
    expect(refusal('--momentum', '0.5,0.9', '--optimiser', 'plain')).toBe(
      '--momentum belongs to --optimiser momentum.'
    )
    expect(refusal('--schedule', 'cosine', '--schedule-every', '2,3')).toBe(
      '--schedule-every belongs to --schedule step.'
    )
  })

  it('take what a run of a list names as a wish to have it used', () => {
    const file = list([
      { momentum: 0.9 },
      { optimiser: 'adam' },
      { scheduleEvery: 3 },
      { optimiser: 'plain', momentum: 0.9 }
    ])
    const used = (...args: string[]): unknown[] =>
      configs('--list', file, ...args).map(({ optimiser, momentum, schedule }) => [
        optimiser,
        momentum,
        schedule
      ])
    expect(used()).toEqual([
      ['momentum', 0.9, 'constant'],
      ['adam', 0, 'constant'],
      ['plain', 0, 'step'],
      ['plain', 0, 'constant']
    ])
    expect(used('--momentum', '0.5')).toEqual([
      ['momentum', 0.5, 'constant'],
      ['adam', 0, 'constant'],
      ['momentum', 0.5, 'step'],
      ['plain', 0, 'constant']
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
    expect(refusal('--rate', '1,,2')).toBe('--rate: a value is missing.')
    expect(refusal('--rate', '1,x')).toBe('--rate must be a number.')
    expect(refusal('--seed', '1,2', '--batch', '0,1')).toBe('--batch must be at least 1.')
    const many = Array.from({ length: 501 }, (_, index) => index).join(',')
    const tooMany = 'A sweep has at most 500 runs; these combinations would be '
    expect(refusal('--seed', many)).toBe(`${tooMany}501.`)
    const huge = ['--seed', '--epochs', '--batch', '--l2', '--subset'].flatMap((one) => [one, many])
    expect(refusal(...huge)).toBe(`${tooMany}31,563,752,502,501.`)
    const twice = list([{}, { epochs: 3 }])
    expect(refusal('--list', twice, '--seed', many)).toBe(`${tooMany}1,002.`)
    expect(refusal('--list', join(folder, 'none.json'))).toMatch(
      /none\.json cannot be read: ENOENT/
    )
    expect(refusal('--list', list('{'))).toMatch(/cannot be read: /)
    expect(refusal('--list', list([]))).toMatch(/must hold a list/)
    expect(refusal('--list', list([3]))).toMatch(/run 1: settings are written as/)
    expect(refusal('--list', list([{}, { rate: 1 }]))).toMatch(/run 2: there is no setting "rate"/)
    expect(refusal('--list', list([{ epochs: 0 }]))).toBe('--epochs must be at least 1.')
  })
})
