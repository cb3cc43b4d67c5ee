import { describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import { parseArguments } from './arguments'

const refusal = (...args: string[]): string => {
  try {
    parseArguments(args)
  } catch (error) {
    if (error instanceof Error) return error.message
  }
  return 'accepted'
}

describe('the arguments', () => {
  it('choose settings, with the lesson where nothing is said', () => {
    expect(parseArguments(['train'])).toEqual({
      name: 'train',
      config: PRESETS['lesson-96'],
      runName: undefined
    })
    const args = ['train', '--preset', 'plain', '--epochs', '3', '--seed=7', '--name', ' Steep ']
    expect(parseArguments(args)).toEqual({
      name: 'train',
      config: { ...PRESETS.plain, epochs: 3, seed: 7 },
      runName: 'Steep'
    })
  })

  it('do not change the presets', () => {
    parseArguments(['train', '--preset', 'plain', '--epochs', '3'])
    expect(PRESETS.plain.epochs).not.toBe(3)
  })

  it('name the other commands', () => {
    expect(parseArguments(['runs'])).toEqual({ name: 'runs' })
    expect(parseArguments(['resume', '12'])).toEqual({ name: 'resume', runId: 12 })
    for (const args of [[], ['help'], ['--help'], ['train', '-h']]) {
      expect(parseArguments(args)).toEqual({ name: 'help' })
    }
  })

  it.each([
    [['dance'], 'There is no command "dance".'],
    [
      ['train', '--preset', 'fast'],
      'There is no preset "fast"; choose one of plain, lesson-96, best-98.'
    ],
    [['train', '--epochs', '0'], '--epochs must be at least 1.'],
    [['train', '--epochs', '1001'], '--epochs must be at most 1000.'],
    [['train', '--epochs', '2.5'], '--epochs must be a whole number.'],
    [['train', '--epochs', 'many'], '--epochs must be a whole number.'],
    [['train', '--epochs', ''], '--epochs must be a whole number.'],
    [['train', '--seed=-1'], '--seed must be at least 0.'],
    [['train', '--name', '  '], '--name must have between 1 and 120 characters.'],
    [['train', 'quickly', 'now'], 'Nothing is known of "quickly now".'],
    [['runs', 'all'], 'Nothing is known of "all".'],
    [['resume'], 'resume needs the number of a run; "runs" shows them.'],
    [['resume', 'one'], 'resume needs the number of a run; "runs" shows them.'],
    [['resume', '1', '2'], 'Nothing is known of "2".'],
    [['train', '--speed', '3'], "Unknown option '--speed'."]
  ])('%j are refused with one sentence', (args, sentence) => {
    expect(refusal(...args)).toBe(sentence)
  })
})
