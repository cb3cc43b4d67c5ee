import { describe, expect, it } from 'vitest'
import { TextRanks } from './text-ranks'

const inOrder = (ranks: ReadonlyMap<string, number>, texts: string[]): string[] =>
  [...texts].sort((one, other) => (ranks.get(one) ?? 0) - (ranks.get(other) ?? 0))

describe('TextRanks', () => {
  it('ranks texts as people sort them', () => {
    const texts = ['Run 10', 'run 9', 'Äpfel', 'zwei']
    expect(inOrder(new TextRanks('en').rank(texts), texts)).toEqual([
      'Äpfel',
      'run 9',
      'Run 10',
      'zwei'
    ])
  })

  it('gives one rank to what people take for the same', () => {
    const ranks = new TextRanks('en').rank(['Mia', 'mia', 'Noah'])
    expect(ranks.get('Mia')).toBe(ranks.get('mia'))
    expect(ranks.get('Noah')).not.toBe(ranks.get('mia'))
  })

  it('puts new texts between those of before, and ranks nothing anew without need', () => {
    const ranks = new TextRanks('en')
    const before = ranks.rank(['a', 'c'])
    expect(ranks.rank(['c'])).toBe(before)
    const after = ranks.rank(['b', 'c'])
    expect(inOrder(after, ['c', 'b', 'a'])).toEqual(['a', 'b', 'c'])
  })
})
