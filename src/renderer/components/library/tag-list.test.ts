import { describe, expect, it } from 'vitest'
import { makeRun } from '../../testing/runs'
import { daysLeft } from './days-left'
import { countTags, readTags } from './tag-list'

describe('readTags', () => {
  it('parts them at commas, each once', () => {
    expect(readTags(' lesson 3, good ,, good', [])).toEqual({
      tags: ['lesson 3', 'good'],
      hasProblem: false
    })
    expect(readTags('  ', [])).toEqual({ tags: [], hasProblem: false })
  })

  it('says when one is too long', () => {
    expect(readTags(`ok, ${'x'.repeat(41)}`, [])).toEqual({ tags: ['ok'], hasProblem: true })
  })

  it('spells a tag as it is known, and makes one of what looks alike', () => {
    const known = [
      { tag: 'Week 3', count: 2 },
      { tag: 'Chlo\u00e9', count: 1 }
    ]
    expect(readTags('week 3, WEEK  3, Chloe\u0301, Mia, mia', known).tags).toEqual([
      'Week 3',
      'Chlo\u00e9',
      'Mia'
    ])
  })

  it('of several known spellings takes the one that was typed, else that of most runs', () => {
    const known = [
      { tag: 'Week 3', count: 2 },
      { tag: 'week 3', count: 5 },
      { tag: 'WEEK 3', count: 1 }
    ]
    expect(readTags('Week 3', known).tags).toEqual(['Week 3'])
    expect(readTags('wEEK 3', known).tags).toEqual(['week 3'])
  })
})

describe('countTags', () => {
  it('counts the runs of each, in the order of the alphabet', () => {
    const runs = [makeRun({ tags: ['b', 'run 10'] }), makeRun({ tags: ['b', 'run 9'] })]
    expect(countTags(runs, 'en')).toEqual([
      { tag: 'b', count: 2 },
      { tag: 'run 9', count: 1 },
      { tag: 'run 10', count: 1 }
    ])
  })
})

describe('daysLeft', () => {
  const now = Date.parse('2025-04-03T09:30:00.000Z')

  it('counts days that have begun', () => {
    expect(daysLeft('2025-05-03T09:30:00.000Z', now)).toBe(30)
    expect(daysLeft('2025-04-03T09:31:00.000Z', now)).toBe(1)
    expect(daysLeft('2025-04-01T00:00:00.000Z', now)).toBe(0)
  })
})
