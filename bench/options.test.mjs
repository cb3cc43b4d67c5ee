import { describe, expect, it } from 'vitest'
import { parseOptions } from './options.mjs'

describe('parseOptions', () => {
  it('takes nine turns of everything where nothing is said', () => {
    const { help, quick, withRivals, rounds, only, baseline } = parseOptions([])
    expect({ help, quick, withRivals, rounds, only, baseline }).toEqual({
      help: false,
      quick: false,
      withRivals: true,
      rounds: 9,
      only: '',
      baseline: undefined
    })
  })

  it('takes three turns in a hurry, unless told how many', () => {
    expect(parseOptions(['--quick']).rounds).toBe(3)
    expect(parseOptions(['--quick', '--rounds', '5']).rounds).toBe(5)
  })

  it('looks for titles in small letters', () => {
    expect(parseOptions(['--only', 'B10']).only).toBe('b10')
  })

  it.each([
    [['--rounds', 'many'], /"many"/],
    [['--rounds', '0'], /"0"/],
    [['--loud'], /--loud[^]*npm run bench/]
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message)
  })
})
