import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOrder, epochShifts, shuffleLabels, splitTraining } from './order'
import { counting } from './testing/plan'
import { seeds } from './testing/arbitrary'

const ascending = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b)

describe('splitTraining', () => {
  const sizes = fc.integer({ min: 1, max: 200 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      heldOut: fc.nat({ max: count - 1 }),
      subset: fc.nat({ max: 250 }),
      seed: seeds
    })
  )

  it('gives no example to both parts, and all of them to one or the other where no subset is asked for', () => {
    fc.assert(
      fc.property(sizes, ({ count, ...settings }) => {
        const { training, heldOut } = splitTraining(count, settings)
        expect(heldOut).toHaveLength(settings.heldOut)
        const left = count - settings.heldOut
        expect(training).toHaveLength(
          settings.subset === 0 ? left : Math.min(settings.subset, left)
        )
        expect(ascending(training)).toEqual([...training])
        expect(ascending(heldOut)).toEqual([...heldOut])
        const together = ascending([...training, ...heldOut])
        expect(new Set(together).size).toBe(together.length)
        expect(together.every((index) => index < count)).toBe(true)
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  it('holds out the same whatever the subset, and takes the larger subset around the smaller', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 250 }), ({ count, heldOut, subset, seed }, more) => {
        fc.pre(heldOut > 0 && subset > 0)
        const part = splitTraining(count, { heldOut, subset, seed })
        const larger = splitTraining(count, { heldOut, subset: subset + more, seed })
        const all = splitTraining(count, { heldOut, subset: 0, seed })
        expect(part.heldOut).toEqual(all.heldOut)
        expect([...larger.training]).toEqual(expect.arrayContaining([...part.training]))
        expect([...all.training]).toEqual(expect.arrayContaining([...larger.training]))
      }),
      { seed: 1 }
    )
  })

  it('chooses by the seed', () => {
    const split = (seed: number) => splitTraining(1000, { heldOut: 100, subset: 50, seed })
    expect(split(1)).toEqual(split(1))
    expect(split(2).heldOut).not.toEqual(split(1).heldOut)
    expect(split(2).training).not.toEqual(split(1).training)
    expect(split(1).heldOut).not.toEqual(counting(100))
  })

  it('refuses to hold out everything', () => {
    const settings = { heldOut: 100, subset: 0, seed: 1 }
    expect(() => splitTraining(100, settings)).toThrow(/100 of 100 examples/)
  })
})

describe('epochOrder', () => {
  const members = Uint32Array.of(3, 5, 8, 13, 21, 34, 55, 89)

  it('is another order of the same members in every epoch, by the seed', () => {
    const order = epochOrder(members, 1, 0)
    expect(ascending(order)).toEqual([...members])
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
    expect(ascending(new Set(shifts))).toEqual([-2, -1, 0, 1, 2])
    expect(epochShifts(500, 2, 1, 0)).toEqual(shifts)
    expect(epochShifts(500, 2, 1, 1)).not.toEqual(shifts)
    expect(epochShifts(500, 2, 2, 0)).not.toEqual(shifts)
  })

  it('is nothing where the limit is 0', () => {
    expect(epochShifts(500, 0, 1, 0)).toBeNull()
  })
})

describe('shuffleLabels', () => {
  const labels = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 10)
  /** Every example but the last 200. */
  const members = counting(800)
  const shuffled = (shuffledLabels: number, seed = 1): Uint8Array =>
    shuffleLabels(labels, members, { shuffledLabels, seed })
  const moved = (share: number): number =>
    shuffled(share).filter((label, index) => label !== labels[index]).length

  it('deals out anew as large a share as is asked for', () => {
    expect(shuffled(0)).toEqual(labels)
    // one in ten comes by its own label again
    expect(Math.abs(moved(0.5) - 360)).toBeLessThan(30)
    expect(Math.abs(moved(1) - 720)).toBeLessThan(40)
  })

  it('moves no more labels than the share', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), seeds, (share, seed) => {
        const result = shuffled(share, seed)
        const changed = result.filter((label, index) => label !== labels[index]).length
        expect(changed).toBeLessThanOrEqual(Math.round(share * 800))
        expect(ascending(result.subarray(0, 800))).toEqual(ascending(labels.subarray(0, 800)))
        expect(result.subarray(800)).toEqual(labels.subarray(800))
      }),
      { seed: 1, numRuns: 50 }
    )
  })

  it('deals by the seed, and leaves the given labels as they are', () => {
    const before = labels.slice()
    expect(shuffled(0.5)).toEqual(shuffled(0.5))
    expect(shuffled(0.5, 2)).not.toEqual(shuffled(0.5))
    expect(labels).toEqual(before)
  })
})
