import { describe, expect, it } from 'vitest'
import { findWords, plainText } from './plain-text'

const COMPOSED = 'Chlo\u00e9'
const DECOMPOSED = 'Chloe\u0301'

describe('plainText', () => {
  it('is the same in every case and writing, with marks and without', () => {
    for (const text of ['chloe', 'CHLOE', COMPOSED, DECOMPOSED]) {
      expect(plainText(text), text).toBe('CHLOE')
    }
    expect(plainText('Größe')).toBe(plainText('grosse'))
    expect(plainText('λόγος')).toBe(plainText('ΛΟΓΟΣ'))
  })
})

describe('findWords', () => {
  const found = (text: string, ...words: string[]): string[] =>
    findWords(text, words.map(plainText)).map(({ from, to }) => text.slice(from, to))

  it('finds words in any writing, and the marks belong to their letters', () => {
    expect(found(`for ${COMPOSED}!`, 'chloe')).toEqual([COMPOSED])
    expect(found(`for ${DECOMPOSED}!`, 'chloe')).toEqual([DECOMPOSED])
    expect(found(`for ${DECOMPOSED}!`, COMPOSED)).toEqual([DECOMPOSED])
    expect(found('die Größe', 'ss')).toEqual(['ß'])
    expect(found('👩‍🔬 hält', 'halt')).toEqual(['hält'])
  })

  it('makes one of hits that touch or overlap', () => {
    expect(found('batches', 'bat', 'batch')).toEqual(['batch'])
    expect(found('aaa b', 'a')).toEqual(['aaa'])
    expect(found('abc', 'ab', 'bc')).toEqual(['abc'])
  })

  it('finds nothing where there is nothing', () => {
    expect(found('abc', 'd', '')).toEqual([])
    expect(found('', 'd')).toEqual([])
  })
})
