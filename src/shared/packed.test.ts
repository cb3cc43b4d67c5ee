import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DeletedRun } from './library'
import {
  PACKED_RUN_FIELDS,
  packCurves,
  packDeletedRuns,
  packRuns,
  unpackCurves,
  unpackDeletedRuns,
  unpackRuns
} from './packed'
import { PRESET_IDS, PRESETS } from './presets'
import type { CostPoint, EpochMetrics, RunCurves, RunSummary } from './run'
import { CHECKPOINT_POLICIES, RUN_STATUSES } from './run'

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

const text = fc.string({ unit: 'binary' })
const required = fc.record({
  id: count,
  name: text,
  note: text,
  tags: fc.array(text),
  isBaseline: fc.boolean(),
  forkedFrom: fc.option(
    fc.record({ runId: fc.option(count), name: text, epoch: count, step: count })
  ),
  checkpointPolicy: fc.constantFrom(...CHECKPOINT_POLICIES),
  colour: count,
  config: fc
    .tuple(fc.constantFrom(...PRESET_IDS), count)
    .map(([id, seed]) => ({ ...PRESETS[id], seed })),
  layers: fc.array(count),
  datasetFingerprint: text,
  numerics: count,
  sweepId: fc.option(count),
  rateChanges: fc.array(fc.record({ step: count, learningRate: number.map((rate) => rate + 0) })),
  startSha256: fc.option(text),
  weightsSha256: fc.option(text),
  status: fc.constantFrom(...RUN_STATUSES),
  resumable: fc.boolean(),
  createdAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  step: count,
  totalSteps: count,
  epoch: count,
  blockLength: count,
  lastTestAccuracy: orNull,
  bestTestAccuracy: orNull,
  lastTestCost: orNull,
  lastTrainingCost: orNull,
  finalTraining: fc.option(fc.record({ trainingCost: orNull, trainingAccuracy: number })),
  engineSeconds: number
})
const optional = fc.record(
  {
    lastHeldOutAccuracy: number,
    author: text,
    problem: fc.constant({ code: 'internal', message: 'It broke.', values: { runId: 1 } } as const)
  },
  { requiredKeys: [], noNullPrototype: true }
)
const run: fc.Arbitrary<RunSummary> = fc
  .tuple(required, optional)
  .map(([always, sometimes]) => ({ ...always, ...sometimes }))
const deleted: fc.Arbitrary<DeletedRun> = fc
  .tuple(run, fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }))
  .map(([of, deletedAt, keptUntil]) => ({
    ...of,
    deletedAt: deletedAt.toISOString(),
    keptUntil: keptUntil.toISOString()
  }))

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

  it('keep runs as they are, whatever is said of them', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 5 }), (runs) => {
        expect(unpackRuns(packRuns(runs))).toEqual(runs)
      })
    )
  })

  it('keep with deleted runs when they were deleted, and until when they stay', () => {
    fc.assert(
      fc.property(fc.array(deleted, { maxLength: 4 }), (runs) => {
        expect(unpackDeletedRuns(packDeletedRuns(runs))).toEqual(runs)
      })
    )
  })

  it('hold settings that recur only once, be it with another seed', () => {
    const [one] = fc.sample(run, { seed: 1, numRuns: 1 })
    const like = (seed: number): RunSummary => ({ ...one, config: { ...one.config, seed } })
    const size = (runs: number): number =>
      packRuns(Array.from({ length: runs }, (_, seed) => like(seed))).length
    expect(size(3) - size(2)).toBe(8 * PACKED_RUN_FIELDS.length)
  })
})
