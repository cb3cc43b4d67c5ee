import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packCurves, packRuns, unpackCurves, unpackRuns } from './packed'
import type { CostPoint, EpochMetrics, RunCurves } from './run'

const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const count = fc.nat()
const orNull = fc.option(number)

const point: fc.Arbitrary<CostPoint> = fc.record({ block: count, step: count, cost: orNull })
const epoch: fc.Arbitrary<EpochMetrics> = fc.record({
  epoch: count,
  step: count,
  trainingCost: orNull,
  trainingAccuracy: orNull,
  testCost: orNull,
  testAccuracy: number,
  heldOutCost: orNull,
  heldOutAccuracy: orNull,
  learningRate: number,
  engineSeconds: number
})
const curves: fc.Arbitrary<RunCurves> = fc.record({
  runId: count,
  points: fc.array(point),
  epochs: fc.array(epoch)
})

describe('packed lists', () => {
  it('come out as they went in, wherever their bytes begin', () => {
    fc.assert(
      fc.property(fc.array(curves, { maxLength: 4 }), fc.integer({ min: 0, max: 9 }), (all, at) => {
        const packed = packCurves(all)
        const moved = new Uint8Array(packed.length + at)
        moved.set(packed, at)
        expect(unpackCurves(moved.subarray(at))).toEqual(all)
      })
    )
  })

  it('keep runs whose names are in any writing', () => {
    expect(unpackRuns(packRuns([]))).toEqual([])
    const named = { name: 'Größe 学習 \u{1F600}', note: 'a\nb' }
    expect(unpackRuns(packRuns([named as never]))).toEqual([named])
  })
})
