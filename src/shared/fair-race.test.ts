import { describe, expect, it } from 'vitest'
import { fairRace } from './fair-race'
import { PRESETS } from './presets'
import type { RunSummary } from './run'
import type { RunConfig } from './run-config'

function run(config: Partial<RunConfig> = {}, changes: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 1,
    name: 'Run 1',
    note: '',
    tags: [],
    isBaseline: false,
    forkedFrom: null,
    checkpointPolicy: 'thrifty',
    colour: 0,
    config: { ...PRESETS.plain, ...config },
    layers: [784, 16, 16, 10],
    datasetFingerprint: 'digits',
    numerics: 2,
    sweepId: null,
    rateChanges: [],
    startSha256: 'start',
    weightsSha256: 'end',
    status: 'finished',
    resumable: false,
    createdAt: '2025-03-01T12:00:00.000Z',
    step: 180_000,
    totalSteps: 180_000,
    epoch: 30,
    blockLength: 90,
    lastTestAccuracy: 0.94,
    bestTestAccuracy: 0.94,
    lastTestCost: 0.1,
    lastTrainingCost: 0.1,
    finalTraining: null,
    engineSeconds: 1,
    ...changes
  }
}

const FAIR = { fair: true, sameStart: true, sameOrder: true, sameData: true, sameLength: true }

describe('a race', () => {
  it('is fair where only what is compared differs', () => {
    const others = [
      run({ learningRate: 9 }),
      run({ batchSize: 500, optimiser: 'adam', l2: 3 }, { totalSteps: 3600, step: 3600 }),
      run({ activation: 'tanh', cost: 'cross-entropy', schedule: 'cosine' }, { status: 'diverged' })
    ]
    expect(fairRace([run(), ...others])).toEqual(FAIR)
  })

  it('is as long for a run that was stopped after so many epochs', () => {
    const stopped = { status: 'stopped', step: 42_000, totalSteps: 150_000 } as const
    const whole = run({ epochs: 7 }, { step: 42_000, totalSteps: 42_000 })
    expect(fairRace([run({ epochs: 25 }, stopped), whole])).toEqual(FAIR)
  })

  it.each<[string, RunSummary, Partial<typeof FAIR>]>([
    ['other layers', run({ hiddenLayers: [32] }, { startSha256: 'other' }), { sameStart: false }],
    [
      'another seed',
      run({ seed: 2 }, { startSha256: 'o' }),
      { sameStart: false, sameOrder: false }
    ],
    ['fewer examples', run({ subset: 900 }), { sameOrder: false, sameLength: false }],
    ['a held-out part', run({ heldOut: 900 }), { sameOrder: false, sameLength: false }],
    ['another arithmetic', run({}, { numerics: 1 }), { sameOrder: false }],
    [
      'other data',
      run({}, { datasetFingerprint: 'x' }),
      { sameOrder: false, sameData: false, sameLength: false }
    ],
    ['other labels', run({ shuffledLabels: 0.5 }), { sameData: false }],
    ['shifted pictures', run({ shift: 1 }), { sameData: false }],
    ['more epochs', run({ epochs: 31 }), { sameLength: false }],
    ['an early stop', run({}, { status: 'stopped', step: 6000 }), { sameLength: false }],
    ['an early crash', run({}, { status: 'interrupted', step: 6000 }), { sameLength: false }]
  ])('is not with %s', (_, other, differences) => {
    expect(fairRace([run(), run(), other])).toEqual({ ...FAIR, fair: false, ...differences })
  })

  it('minds the seed of labels and shifts only where there are any', () => {
    const withSeeds = (config: Partial<RunConfig>): boolean =>
      fairRace([run({ ...config, seed: 1 }), run({ ...config, seed: 2 })]).sameData
    expect(withSeeds({})).toBe(true)
    expect(withSeeds({ shift: 1 })).toBe(false)
    expect(withSeeds({ shuffledLabels: 0.1 })).toBe(false)
  })

  it('is not decided before every start is known', () => {
    const notBegun = run({}, { startSha256: null, status: 'queued', step: 0 })
    expect(fairRace([run(), notBegun])).toEqual({ ...FAIR, fair: false, sameStart: null })
    expect(fairRace([notBegun, notBegun]).sameStart).toBeNull()
    expect(fairRace([run(), notBegun, run({}, { startSha256: 'x' })]).sameStart).toBe(false)
  })

  it('of one run, or none, is fair', () => {
    expect(fairRace([])).toEqual(FAIR)
    expect(fairRace([run({}, { startSha256: null })])).toEqual(FAIR)
  })

  it('holds between runs that stopped at the same place', () => {
    const stopped = { status: 'stopped', step: 6000 } as const
    expect(fairRace([run({}, stopped), run({ learningRate: 2 }, stopped)])).toEqual(FAIR)
  })
})
