import { describe, expect, it } from 'vitest'
import { PRESET_IDS, PRESETS } from '../../shared/presets'
import { parseNumber, readDraft, roundRate, toDraft } from './run-draft'

describe('a draft', () => {
  it('reads back as the settings it was made from', () => {
    for (const id of PRESET_IDS) {
      expect(readDraft(toDraft(PRESETS[id]))).toEqual({ config: PRESETS[id], problems: [] })
    }
  })

  it('tells what is wrong with half-typed fields instead of settings', () => {
    const { config, problems } = readDraft({
      ...toDraft(PRESETS.plain),
      batchSize: '',
      hiddenLayers: ['16', 'x'],
      epochs: '2.5'
    })
    expect(config).toBeUndefined()
    expect(problems.map(({ field, problem }) => [field, problem])).toEqual([
      ['hiddenLayers', 'not-a-number'],
      ['batchSize', 'not-a-number'],
      ['epochs', 'not-whole']
    ])
  })
})

describe('the fields of a draft', () => {
  const plain = toDraft(PRESETS.plain)

  it('type shares in per cent, without binary dust', () => {
    expect(toDraft({ ...PRESETS.plain, shuffledLabels: 0.07 }).shuffledLabels).toBe('7')
    expect(readDraft({ ...plain, shuffledLabels: '12.5 %' }).config?.shuffledLabels).toBe(0.125)
    expect(readDraft({ ...plain, shuffledLabels: '101' }).problems[0]).toMatchObject({
      field: 'shuffledLabels',
      problem: 'too-large'
    })
  })

  it('do not count while they have no effect, whatever was typed there', () => {
    const idle = { ...plain, momentum: 'much', scheduleEvery: '', scheduleFactor: '7' }
    expect(readDraft(idle)).toEqual({ config: PRESETS.plain, problems: [] })
    const used = readDraft({ ...idle, optimiser: 'momentum', schedule: 'step' })
    expect(used.problems.map(({ field }) => field)).toEqual([
      'scheduleEvery',
      'scheduleFactor',
      'momentum'
    ])
  })
})

describe('parseNumber', () => {
  it('reads numbers as people write them', () => {
    expect(parseNumber(' 10 ')).toBe(10)
    expect(parseNumber('60,000')).toBe(60_000)
    expect(parseNumber('1,234,567.5')).toBe(1_234_567.5)
    expect(parseNumber('0,1')).toBe(0.1)
    expect(parseNumber('0,125')).toBe(0.125)
    expect(parseNumber('1e-3')).toBe(0.001)
  })

  it('takes nothing else for a number', () => {
    for (const text of ['', ' ', 'abc', '1,2,3', '1.2.3', '10 20']) {
      expect(parseNumber(text)).toBeNaN()
    }
  })
})

describe('roundRate', () => {
  it('drops binary dust', () => {
    expect(roundRate(0.7 / 10)).toBe(0.07)
    expect(roundRate(1.5 * 100)).toBe(150)
  })
})
