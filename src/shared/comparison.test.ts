import { describe, expect, it } from 'vitest'
import { compareRuns, epochsTo, type Claim, type Entrant } from './comparison'
import { raceOf } from './comparison-sides'
import { PRESETS } from './presets'
import type { EpochMetrics, RunSummary } from './run'
import type { RunConfig } from './run-config'

function entrant(
  id: number,
  config: Partial<RunConfig>,
  accuracies: readonly number[],
  changes: Partial<RunSummary> = {}
): Entrant {
  const run: RunSummary = {
    id,
    name: `Run ${id}`,
    note: '',
    tags: [],
    isBaseline: false,
    forkedFrom: null,
    checkpointPolicy: 'thrifty',
    colour: id - 1,
    config: { ...PRESETS.plain, epochs: 4, ...config },
    layers: [784, 16, 16, 10],
    datasetFingerprint: 'digits',
    numerics: 2,
    sweepId: null,
    rateChanges: [],
    startSha256: `start of ${config.seed ?? 1}`,
    weightsSha256: 'end',
    status: 'finished',
    resumable: false,
    createdAt: '2025-03-01T12:00:00.000Z',
    step: 400,
    totalSteps: 400,
    epoch: accuracies.length - 1,
    blockLength: 1,
    lastTestAccuracy: accuracies.at(-1) ?? null,
    bestTestAccuracy: Math.max(...accuracies),
    lastTestCost: null,
    lastTrainingCost: null,
    finalTraining: null,
    engineSeconds: 1,
    ...changes
  }
  return { run, epochs: epochsOf(accuracies) }
}

function epochsOf(accuracies: readonly number[]): EpochMetrics[] {
  return accuracies.map((testAccuracy, epoch) => ({
    epoch,
    step: epoch * 100,
    trainingCost: null,
    trainingAccuracy: null,
    testCost: null,
    testAccuracy,
    heldOutCost: null,
    heldOutAccuracy: null,
    learningRate: 1,
    engineSeconds: epoch
  }))
}

/** Claims as short words: "sooner 1>2 at 0.95 x3". */
function tell(entrants: readonly Entrant[]): string[] {
  return compareRuns(entrants).claims.map(tellClaim)
}

function tellClaim(claim: Claim): string {
  const round = (value: number | null): string => (value === null ? '?' : value.toFixed(2))
  switch (claim.kind) {
    case 'too-little':
      return 'too little'
    case 'chance':
      return `chance of ${claim.count}: ${round(claim.lowest)}-${round(claim.highest)}`
    case 'sooner':
      return `sooner ${claim.first.join('+')}>${claim.last.join('+')} at ${claim.threshold} after ${round(claim.epochs)} x${round(claim.ratio)} of ${claim.of}, ${claim.missed} missed`
    case 'alone':
      return `alone ${claim.first.join('+')} at ${claim.threshold} after ${round(claim.epochs)}, others ${round(claim.others)}`
    case 'ahead':
      return `ahead ${claim.first.join('+')}>${claim.last.join('+')} by ${round(claim.highest - claim.lowest)} after ${claim.epoch ?? 'all'} of ${claim.of}`
    case 'level':
      return `level within ${claim.within.toFixed(3)} by ${claim.by} after ${claim.epoch ?? 'all'}`
    case 'diverged':
      return `diverged ${claim.runIds.join('+')}`
  }
}

const FAST = [0.1, 0.9, 0.952, 0.96, 0.961]
const SLOW = [0.1, 0.6, 0.8, 0.9, 0.951]

describe('what a comparison shows', () => {
  it.each<[string, Entrant[], string[]]>([
    [
      'one comes far sooner, and ends ahead',
      [entrant(1, { batchSize: 10 }, FAST), entrant(2, { batchSize: 128 }, SLOW)],
      ['sooner 1>2 at 0.95 after 1.96 x2.03 of 2, 0 missed', 'ahead 1>2 by 0.01 after all of 2']
    ],
    [
      'within the first epoch it is only known that it was no later',
      [
        entrant(1, { batchSize: 10 }, [0.1, 0.93, 0.94, 0.94, 0.94]),
        entrant(2, { batchSize: 128 }, [0.1, 0.6, 0.8, 0.89, 0.94])
      ],
      ['sooner 1>2 at 0.9 after ? x3.20 of 2, 0 missed', 'level within 0.002 by margin after all']
    ],
    [
      'both within the first epoch: nothing tells which was sooner',
      [entrant(1, { batchSize: 10 }, [0.1, 0.94]), entrant(2, { batchSize: 20 }, [0.1, 0.91])],
      ['ahead 1>2 by 0.03 after all of 2']
    ],
    [
      'one alone comes so far',
      [
        entrant(1, { learningRate: 1 }, [0.1, 0.9, 0.97]),
        entrant(2, { learningRate: 0.001 }, [0.1, 0.2, 0.31])
      ],
      ['alone 1 at 0.97 after 2.00, others 0.31', 'ahead 1>2 by 0.66 after all of 2']
    ],
    [
      'nobody is alone where one seed of another comes as far',
      [
        entrant(1, { batchSize: 10, seed: 1 }, [0.1, 0.94, 0.96]),
        entrant(2, { batchSize: 10, seed: 2 }, [0.1, 0.1, 0.1]),
        entrant(3, { batchSize: 128, seed: 1 }, [0.1, 0.9, 0.94]),
        entrant(4, { batchSize: 128, seed: 2 }, [0.1, 0.9, 0.93])
      ],
      ['level within 0.860 by seeds after all']
    ],
    [
      'a setting that came there with one seed has not missed it',
      [
        entrant(1, { batchSize: 10 }, FAST),
        entrant(2, { batchSize: 128 }, SLOW),
        entrant(3, { batchSize: 1000, seed: 1 }, FAST),
        entrant(4, { batchSize: 1000, seed: 2 }, [0.1, 0.2, 0.3, 0.4, 0.49])
      ],
      [
        'sooner 1>2 at 0.95 after 1.96 x2.03 of 2, 0 missed',
        'level within 0.471 by seeds after all'
      ]
    ],
    [
      'nobody comes anywhere',
      [
        entrant(1, { learningRate: 0.002 }, [0.1, 0.11, 0.13]),
        entrant(2, { learningRate: 0.001 }, [0.1, 0.1, 0.1])
      ],
      ['ahead 1>2 by 0.03 after all of 2']
    ],
    [
      'of three, one misses what two reach',
      [
        entrant(1, { batchSize: 10 }, FAST),
        entrant(2, { batchSize: 128 }, SLOW),
        entrant(3, { batchSize: 1000 }, [0.1, 0.2, 0.3, 0.4, 0.49])
      ],
      ['sooner 1>2 at 0.95 after 1.96 x2.03 of 2, 1 missed', 'ahead 1>3 by 0.47 after all of 3']
    ],
    [
      'no visible difference',
      [entrant(1, { l2: 0 }, FAST), entrant(2, { l2: 0.1 }, [...FAST.slice(0, 4), 0.9625])],
      ['level within 0.002 by margin after all']
    ],
    [
      'a difference that seeds alone make is none',
      [
        entrant(1, { l2: 0, seed: 1 }, [0.1, 0.9, 0.95]),
        entrant(2, { l2: 0, seed: 2 }, [0.1, 0.9, 0.96]),
        entrant(3, { l2: 1, seed: 1 }, [0.1, 0.9, 0.952]),
        entrant(4, { l2: 1, seed: 2 }, [0.1, 0.9, 0.962])
      ],
      ['level within 0.010 by seeds after all']
    ],
    [
      'sooner only if the slowest seed of the one is before the fastest of the other',
      [
        entrant(1, { l2: 0, seed: 1 }, [0.1, 0.95, 0.95, 0.95, 0.95]),
        entrant(2, { l2: 0, seed: 2 }, [0.1, 0.5, 0.6, 0.95, 0.95]),
        entrant(3, { l2: 1, seed: 1 }, [0.1, 0.5, 0.95, 0.95, 0.95]),
        entrant(4, { l2: 1, seed: 2 }, [0.1, 0.5, 0.6, 0.7, 0.95])
      ],
      ['level within 0.002 by margin after all']
    ],
    [
      'only the seed differs',
      [
        entrant(1, { seed: 1 }, [0.1, 0.95]),
        entrant(2, { seed: 2 }, [0.1, 0.94]),
        entrant(3, { seed: 3 }, [0.1, 0.96])
      ],
      ['chance of 3: 0.94-0.96']
    ],
    [
      'what has no effect is no difference',
      [entrant(1, { momentum: 0.9, seed: 1 }, [0.1, 0.95]), entrant(2, { seed: 2 }, [0.1, 0.9])],
      ['chance of 2: 0.90-0.95']
    ],
    [
      'a fork is a side of its own',
      [
        entrant(1, {}, [0.1, 0.9, 0.91]),
        entrant(2, {}, [0.1, 0.9, 0.95], { rateChanges: [{ step: 100, learningRate: 0.1 }] })
      ],
      ['ahead 2>1 by 0.04 after all of 2']
    ],
    [
      'one is longer than the other: they are measured where both were',
      [
        entrant(1, { epochs: 2 }, [0.1, 0.5, 0.6]),
        entrant(2, { l2: 1 }, [0.1, 0.4, 0.45, 0.8, 0.9])
      ],
      ['sooner 1>2 at 0.5 after 1.00 x2.14 of 2, 0 missed', 'ahead 1>2 by 0.15 after 2 of 2']
    ],
    [
      'one diverged',
      [
        entrant(1, { learningRate: 1 }, FAST),
        entrant(2, { learningRate: 0.1 }, SLOW),
        entrant(3, { learningRate: 99 }, [0.1], { status: 'diverged' })
      ],
      [
        'sooner 1>2 at 0.95 after 1.96 x2.03 of 2, 0 missed',
        'ahead 1>2 by 0.01 after all of 2',
        'diverged 3'
      ]
    ],
    [
      'a setting under which some seeds diverge is not flattered by those that did not',
      [
        entrant(1, { l2: 0, seed: 1 }, [0.1, 0.95]),
        entrant(2, { l2: 1, seed: 1 }, [0.1, 0.99]),
        entrant(3, { l2: 1, seed: 2 }, [0.1], { status: 'diverged' })
      ],
      ['diverged 3']
    ],
    [
      'all diverged',
      [
        entrant(1, { learningRate: 99 }, [0.1], { status: 'diverged' }),
        entrant(2, { learningRate: 98 }, [0.1], { status: 'diverged' })
      ],
      ['diverged 1+2']
    ],
    [
      'nothing measured yet',
      [
        entrant(1, {}, [0.1], { status: 'running' }),
        entrant(2, { l2: 1 }, [], { status: 'queued' })
      ],
      ['too little']
    ]
  ])('%s', (_situation, entrants, claims) => {
    expect(tell(entrants)).toEqual(claims)
    // whatever order they are chosen in
    expect(tell(entrants.toReversed())).toEqual(
      claims.map((claim) => claim.replace('diverged 1+2', 'diverged 2+1'))
    )
  })

  it('may still change while a run is under way, but not after its process died', () => {
    const done = entrant(1, {}, FAST)
    const waiting = entrant(2, { l2: 1 }, SLOW, { status: 'running' })
    expect(compareRuns([done, waiting]).underWay).toBe(true)
    const dead = entrant(2, { l2: 1 }, SLOW, { status: 'running', resumable: true })
    expect(compareRuns([done, dead]).underWay).toBe(false)
  })
})

describe('the way to an accuracy', () => {
  it.each([
    [0.5, 0.5],
    [0.9, 1],
    [0.93, 1.5],
    [0.96, 2],
    [0.97, null],
    [0.1, 0]
  ])('to %d takes %s epochs', (threshold, epochs) => {
    const value = epochsTo(threshold, epochsOf([0.1, 0.9, 0.96]))
    if (epochs === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(epochs, 10)
  })
})

describe('a race under several seeds', () => {
  const pair = (seed: number, changes: Partial<RunSummary> = {}): RunSummary[] => [
    entrant(seed * 2, { l2: 0, seed }, FAST).run,
    entrant(seed * 2 + 1, { l2: 1, seed }, FAST, changes).run
  ]

  it('is fair if it is within each seed', () => {
    expect(raceOf([...pair(1), ...pair(2)])).toMatchObject({ fair: true, seeds: 2 })
  })

  it('is unfair where one seed began otherwise', () => {
    const race = raceOf([...pair(1), ...pair(2, { startSha256: 'other' })])
    expect(race).toMatchObject({ fair: false, sameStart: false, seeds: 2 })
  })

  it('is unsettled while a start is unknown', () => {
    const race = raceOf([...pair(1), ...pair(2, { startSha256: null })])
    expect(race).toMatchObject({ fair: false, sameStart: null })
  })

  it('is no such race where the settings were not all tried under the same seeds', () => {
    expect(raceOf([...pair(1), pair(2)[0]])).toMatchObject({ fair: false, seeds: 1 })
    expect(raceOf([pair(1)[0], pair(2)[0]])).toMatchObject({ fair: false, seeds: 1 })
  })

  it('is as long for all', () => {
    const [one, other] = pair(2, { status: 'stopped', step: 100, totalSteps: 400 })
    expect(raceOf([...pair(1), one, other])).toMatchObject({ fair: false, sameLength: false })
  })
})
