import { describe, expect, it } from 'vitest'
import { PRESET_IDS, PRESETS, presetOf } from './presets'
import {
  findProblems,
  parameterCount,
  runConfigSchema,
  stepsPerEpoch,
  withoutIdleSettings,
  type RunConfig
} from './run-config'

const plain = PRESETS.plain

describe('findProblems', () => {
  it('finds none in any preset', () => {
    for (const id of PRESET_IDS) expect(findProblems(PRESETS[id])).toEqual([])
  })

  it('names the field, what is wrong with it and the limit', () => {
    expect(findProblems({ ...plain, batchSize: 0 })).toEqual([
      { field: 'batchSize', problem: 'too-small', values: { min: 1 } }
    ])
    expect(findProblems({ ...plain, epochs: 5000 })).toEqual([
      { field: 'epochs', problem: 'too-large', values: { max: 1000 } }
    ])
    expect(findProblems({ ...plain, learningRate: NaN })[0]).toMatchObject({
      field: 'learningRate',
      problem: 'not-a-number'
    })
    expect(findProblems({ ...plain, epochs: 2.5 })[0]).toMatchObject({
      field: 'epochs',
      problem: 'not-whole'
    })
    expect(findProblems({ ...plain, hiddenLayers: Array(9).fill(4) })[0]).toMatchObject({
      field: 'hiddenLayers',
      problem: 'too-many'
    })
    expect(findProblems({ ...plain, activation: 'swish' })[0]).toMatchObject({
      field: 'activation',
      problem: 'unknown-choice'
    })
  })

  it('reports each wrong field once', () => {
    const problems = findProblems({ ...plain, hiddenLayers: [0, 2000], seed: -1, epochs: 0 })
    expect(problems.map((problem) => problem.field).sort()).toEqual([
      'epochs',
      'hiddenLayers',
      'seed'
    ])
  })

  it('refuses a field it does not know', () => {
    expect(runConfigSchema.safeParse({ ...plain, extra: 1 }).success).toBe(false)
  })
})

describe('withoutIdleSettings', () => {
  const config: RunConfig = {
    ...plain,
    optimiser: 'adam',
    momentum: 0.9,
    schedule: 'cosine',
    scheduleEvery: 3,
    scheduleFactor: 0.1
  }

  it('makes runs look equal that differ in nothing that counts', () => {
    const idle = { momentum: 0, scheduleEvery: 10, scheduleFactor: 0.5 }
    expect(withoutIdleSettings(config)).toEqual({ ...config, ...idle })
  })

  it('keeps what counts', () => {
    const busy: RunConfig = { ...config, optimiser: 'momentum', schedule: 'step' }
    expect(withoutIdleSettings(busy)).toEqual(busy)
  })
})

describe('arithmetic of a run', () => {
  it("counts the lesson's 13,002 weights and biases", () => {
    expect(parameterCount([784, 16, 16, 10])).toBe(13_002)
  })

  it('counts the last, smaller batch as a step', () => {
    expect(stepsPerEpoch(60_000, 128)).toBe(469)
    expect(stepsPerEpoch(50_000, 60_000)).toBe(1)
  })
})

describe('presetOf', () => {
  it('knows a preset whatever its seed, and nothing else', () => {
    expect(presetOf({ ...PRESETS['best-98'], seed: 99 })).toBe('best-98')
    expect(presetOf({ ...plain, learningRate: 0.2 })).toBeUndefined()
  })
})
