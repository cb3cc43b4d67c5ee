import { describe, expect, it } from 'vitest'
import type { DatasetInfo } from '../shared/dataset'
import { NUMERICS_VERSION } from '../shared/numerics'
import { PRESETS } from '../shared/presets'
import type { RunConfig } from '../shared/run-config'
import { planRun } from './run-plan'

const DATASET: DatasetInfo = {
  id: 'mnist',
  kind: 'pictures',
  origin: 'built-in',
  name: null,
  fingerprint: 'print',
  trainingCount: 60_000,
  testCount: 10_000,
  inputSize: 784,
  imageWidth: 28,
  imageHeight: 28,
  classes: 10,
  classNames: null
}
const BASE: RunConfig = { ...PRESETS.plain, batchSize: 100, epochs: 2 }
const plan = (changes: Partial<RunConfig>) => planRun({ ...BASE, ...changes }, DATASET)

describe('the plan of a run', () => {
  it('says what is known before its first step', () => {
    expect(planRun(BASE, DATASET, 'Mine')).toEqual({
      name: 'Mine',
      config: BASE,
      layers: [784, 16, 16, 10],
      datasetFingerprint: 'print',
      numerics: NUMERICS_VERSION,
      totalSteps: 1200
    })
  })

  it('counts the steps by what is learnt from', () => {
    expect(plan({ heldOut: 10_000 }).totalSteps).toBe(1000)
    expect(plan({ heldOut: 10_000, subset: 950 }).totalSteps).toBe(20)
    expect(plan({ subset: 950, batchSize: 60_000 }).totalSteps).toBe(2)
  })

  it('sets what has no effect to its plainest', () => {
    const { config } = plan({ momentum: 0.9, scheduleFactor: 0.1 })
    expect(config).toMatchObject({ momentum: 0, scheduleFactor: 0.5 })
    expect(plan({ optimiser: 'momentum', momentum: 0.9 }).config.momentum).toBe(0.9)
  })

  it('is refused where fewer examples are left than are to be learnt from', () => {
    const refused = (field: string, max: number): unknown =>
      expect.objectContaining({ code: 'invalid-input', values: { field, max } })
    expect(() => plan({ heldOut: 60_000 })).toThrow(refused('heldOut', 59_999))
    expect(plan({ heldOut: 10_000, subset: 50_000 }).totalSteps).toBe(1000)
    expect(() => plan({ heldOut: 10_000, subset: 50_001 })).toThrow(refused('subset', 50_000))
  })

  it('is refused where the data have no place for what is asked', () => {
    const curve: DatasetInfo = {
      ...DATASET,
      kind: 'curve',
      inputSize: 1,
      imageWidth: 0,
      classes: 1
    }
    const points: DatasetInfo = { ...DATASET, kind: 'points', inputSize: 2, imageWidth: 0 }
    const refusal = (changes: Partial<RunConfig>, dataset: DatasetInfo): (() => unknown) => {
      return () => planRun({ ...BASE, ...changes }, dataset)
    }
    expect(refusal({ cost: 'cross-entropy' }, curve)).toThrow('its cost is the quadratic one')
    expect(refusal({ shuffledLabels: 0.5 }, curve)).toThrow('no labels that could be shuffled')
    expect(refusal({ shift: 1 }, curve)).toThrow('Only pictures can be shifted')
    expect(refusal({ shift: 1 }, points)).toThrow('Only pictures can be shifted')
    expect(planRun(BASE, curve).layers).toEqual([1, 16, 16, 1])
    expect(planRun({ ...BASE, cost: 'cross-entropy', shuffledLabels: 1 }, points).layers).toEqual([
      2, 16, 16, 10
    ])
  })
})
