import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { hasAnyWord, isFound, markHits, readWords } from './run-search'

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
    expect(isFound(run, ['BATCHES RATTLES'])).toBe(false)
  })

  it('finds a run that was renamed by its new name', () => {
    expect(isFound(run, readWords('small'))).toBe(true)
    expect(isFound({ ...run, name: 'tiny' }, readWords('small'))).toBe(false)
  })

  it('finds a name with an accent without it, and in either writing', () => {
    for (const author of ['Chlo\u00e9', 'Chloe\u0301']) {
      for (const query of ['Chloe', 'chlo\u00e9', 'chloe\u0301']) {
        expect(isFound({ ...run, author }, readWords(query)), `${query} in ${author}`).toBe(true)
      }
    }
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
    expect(hits('of Chloe\u0301', 'chloé')).toBe('of [Chloe\u0301]')
  })

  it('takes signs as they are', () => {
    expect(hits('η 0.5 (a+b)', '0.5 (a+b)')).toBe('η [0.5] [(a+b)]')
    expect(hits('η 0x5', '0.5')).toBe('η 0x5')
    expect(hits('a-b/c|d', '-b/c|')).toBe('a[-b/c|]d')
  })
})

describe('hasAnyWord', () => {
  it('wants one of the words, however it is written', () => {
    expect(hasAnyWord('Über Nacht', readWords('uber tag'))).toBe(true)
    expect(hasAnyWord('Über Nacht', readWords('tag'))).toBe(false)
    expect(hasAnyWord('Über Nacht', [])).toBe(false)
  })
})
