import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOrder, epochShifts, splitTraining } from './order'

const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

describe('splitTraining', () => {
  it('gives every example to one of the two parts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), (count, share, seed) => {
        const { training, heldOut } = splitTraining(count, share % count, seed)
        expect(heldOut).toHaveLength(share % count)
        expect([...training, ...heldOut].sort((a, b) => a - b)).toEqual(counting(count))
        expect([...training]).toEqual([...training].sort((a, b) => a - b))
      }),
      { seed: 1 }
    )
  })

  it('chooses by the seed', () => {
    const { heldOut } = splitTraining(1000, 100, 1)
    expect(splitTraining(1000, 100, 1).heldOut).toEqual(heldOut)
    expect(splitTraining(1000, 100, 2).heldOut).not.toEqual(heldOut)
    expect([...heldOut]).not.toEqual(counting(100))
  })

  it('refuses to hold out everything', () => {
    expect(() => splitTraining(100, 100, 1)).toThrow(/100 of 100 examples/)
  })
})

describe('epochOrder', () => {
  const members = Uint32Array.of(3, 5, 8, 13, 21, 34, 55, 89)

  it('is another order of the same members in every epoch, by the seed', () => {
    const order = epochOrder(members, 1, 0)
    expect([...order].sort((a, b) => a - b)).toEqual([...members])
    expect(order).not.toEqual(members)
    expect(epochOrder(members, 1, 0)).toEqual(order)
    expect(epochOrder(members, 1, 1)).not.toEqual(order)
    expect(epochOrder(members, 2, 0)).not.toEqual(order)
    expect(members[0]).toBe(3)
  })
})

describe('epochShifts', () => {
  it('moves by every distance up to the limit, anew in every epoch', () => {
    const shifts = epochShifts(500, 2, 1, 0)
    expect(shifts).toHaveLength(1000)
    expect([...new Set(shifts)].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2])
    expect(epochShifts(500, 2, 1, 0)).toEqual(shifts)
    expect(epochShifts(500, 2, 1, 1)).not.toEqual(shifts)
    expect(epochShifts(500, 2, 2, 0)).not.toEqual(shifts)
  })

  it('is nothing where the limit is 0', () => {
    expect(epochShifts(500, 0, 1, 0)).toBeNull()
  })
})
