import { describe, expect, it } from 'vitest'
import { assignSlots } from './row-slots'

describe('assignSlots', () => {
  it('numbers what is drawn first', () => {
    expect(assignSlots(new Map(), ['a', 'b', 'c'])).toEqual([0, 1, 2])
  })

  it('lets a row keep its slot, and gives those that became free to new rows', () => {
    const before = new Map([
      ['a', 0],
      ['b', 1],
      ['c', 2]
    ])
    expect(assignSlots(before, ['b', 'c', 'd'])).toEqual([1, 2, 0])
    expect(assignSlots(before, ['x', 'c', 'y', 'z'])).toEqual([0, 2, 1, 3])
    expect(assignSlots(before, ['p', 'q'])).toEqual([0, 1])
  })
})
