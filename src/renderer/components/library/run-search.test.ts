import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { isFound, markHits, readWords } from './run-search'

const run = makeRun({
  name: 'Small Batches',
  note: 'Rattles at the end',
  tags: ['lesson 3'],
  author: 'Mia'
})

describe('isFound', () => {
  it('looks into name, note, tags and owner, whatever the case', () => {
    for (const query of ['small', 'BATCH', 'rattles', 'lesson', 'mia', '']) {
      expect(isFound(run, readWords(query)), query).toBe(true)
    }
    expect(isFound(run, readWords('tall'))).toBe(false)
  })

  it('wants all words, in any order, and none across two texts', () => {
    expect(isFound(run, readWords('mia  small'))).toBe(true)
    expect(isFound(run, readWords('mia tall'))).toBe(false)
    expect(isFound(run, ['batches rattles'])).toBe(false)
  })

  it('finds a run that was renamed by its new name', () => {
    expect(isFound(run, ['small'])).toBe(true)
    expect(isFound({ ...run, name: 'tiny' }, ['small'])).toBe(false)
  })
})

describe('markHits', () => {
  const hits = (text: string, query: string): string =>
    markHits(text, readWords(query))
      .map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
      .join('')

  it('marks every hit and leaves the case as it is', () => {
    expect(hits('Small Batches, small steps', 'SMALL')).toBe('[Small] Batches, [small] steps')
    expect(hits('batch 10', '10 bat')).toBe('[bat]ch [10]')
    expect(hits('nothing', 'x')).toBe('nothing')
  })

  it('takes signs as they are', () => {
    expect(hits('η 0.5 (a+b)', '0.5 (a+b)')).toBe('η [0.5] [(a+b)]')
    expect(hits('η 0x5', '0.5')).toBe('η 0x5')
    expect(hits('a-b/c|d', '-b/c|')).toBe('a[-b/c|]d')
  })
})
