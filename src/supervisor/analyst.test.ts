import { beforeEach, describe, expect, it } from 'vitest'
import type { AnalystCommand, AnalystMessage } from '../shared/analyst-protocol'
import { NUMERICS_VERSION } from '../shared/numerics'
import { PRESETS } from '../shared/presets'
import type { SurveyCommand } from '../shared/survey-protocol'
import { createAnalyst, type StudyingAnalyst, type VerificationPlan } from './analyst'
import { createFakeClock, type FakeClock } from './testing/fake-clock'

interface FakeAnalyst {
  questions: (AnalystCommand | SurveyCommand)[]
  isKilled: boolean
  say(message: AnalystMessage): void
  exit(): void
}

const IDLE_TIME = 5000
const value = { trainingCost: 0.2, trainingAccuracy: 0.95 }
const checkpoint = (first: number) => ({
  config: PRESETS.plain,
  datasetFingerprint: 'print',
  parameters: Uint8Array.of(first)
})

const plan: VerificationPlan = {
  config: PRESETS.plain,
  rateChanges: [{ step: 7, learningRate: 0.5 }],
  datasetFingerprint: 'print',
  numerics: NUMERICS_VERSION,
  epochs: [],
  checkpoints: [],
  finalTraining: { trainingCost: 0.5, trainingAccuracy: 0.9 }
}

let clock: FakeClock
let processes: FakeAnalyst[]
let analyst: StudyingAnalyst

beforeEach(() => {
  clock = createFakeClock(0)
  processes = []
  analyst = createAnalyst({
    spawnAnalyst: () => {
      let tell: (message: AnalystMessage) => void = () => undefined
      let exit = (): void => undefined
      const fake: FakeAnalyst = {
        questions: [],
        isKilled: false,
        say: (message) => tell(message),
        exit: () => exit()
      }
      processes.push(fake)
      return {
        send: (question) => fake.questions.push(question),
        onMessage: (listener) => (tell = listener),
        onExit: (listener) => (exit = listener),
        kill: () => {
          fake.isKilled = true
          exit()
        }
      }
    },
    datasetFolder: () => '/data sets',
    idleTime: IDLE_TIME,
    clock
  })
})

describe('the analyst', () => {
  it('starts its process with the first question, and keeps it for the next', async () => {
    expect(processes).toHaveLength(0)
    const first = analyst.measureTrainingSet(checkpoint(1))
    const second = analyst.measureTrainingSet(checkpoint(2))
    expect(processes).toHaveLength(1)
    expect(processes[0].questions[0]).toEqual({
      type: 'measure-training-set',
      id: 1,
      config: PRESETS.plain,
      datasetFolder: '/data sets',
      fingerprint: 'print',
      parameters: Uint8Array.of(1)
    })
    const other = { trainingCost: null, trainingAccuracy: 0.1 }
    processes[0].say({ type: 'ready' })
    processes[0].say({ type: 'answer', id: 2, value: other })
    processes[0].say({ type: 'answer', id: 1, value })
    expect(await second).toEqual(other)
    expect(await first).toEqual(value)
  })

  it('passes a failure on', async () => {
    const answer = analyst.measureTrainingSet(checkpoint(1))
    const error = { code: 'dataset-missing', message: 'No data.', values: {} } as const
    processes[0].say({ type: 'failed', id: 1, error })
    await expect(answer).rejects.toMatchObject({ name: 'DownhillError', code: 'dataset-missing' })
  })

  it('says so when its process dies, and starts another for the next question', async () => {
    const lost = analyst.measureTrainingSet(checkpoint(1))
    processes[0].exit()
    await expect(lost).rejects.toMatchObject({ code: 'process-ended' })
    const answer = analyst.measureTrainingSet(checkpoint(2))
    processes[1].say({ type: 'answer', id: 1, value })
    expect(await answer).toEqual(value)
  })

  it('ends its process when nothing was asked for a while, never while something is', async () => {
    const first = analyst.measureTrainingSet(checkpoint(1))
    clock.advance(2 * IDLE_TIME)
    processes[0].say({ type: 'answer', id: 1, value })
    await first
    clock.advance(IDLE_TIME - 1)
    const second = analyst.measureTrainingSet(checkpoint(2))
    clock.advance(2 * IDLE_TIME)
    expect(processes[0].isKilled).toBe(false)
    processes[0].say({ type: 'answer', id: 2, value })
    await second
    clock.advance(IDLE_TIME)
    expect(processes[0].isKilled).toBe(true)
  })

  it('leaves no question open when it is closed', async () => {
    const open = analyst.measureTrainingSet(checkpoint(1))
    analyst.close()
    expect(processes[0].isKilled).toBe(true)
    await expect(open).rejects.toMatchObject({ code: 'process-ended' })
  })

  it('asks for norms and for the test set in the same way', async () => {
    const norms = analyst.gradientNorms(checkpoint(1))
    const test = analyst.measureTestSet(checkpoint(2))
    expect(processes[0].questions).toMatchObject([
      { type: 'gradient-norms', id: 1, parameters: Uint8Array.of(1) },
      { type: 'measure-test-set', id: 2, parameters: Uint8Array.of(2) }
    ])
    processes[0].say({ type: 'answer', id: 1, value: [0.5, 0.25] })
    expect(await norms).toEqual([0.5, 0.25])
    processes[0].say({ type: 'answer', id: 2, value: { testCost: 0.5, testAccuracy: 0.25 } })
    expect(await test).toEqual({ testCost: 0.5, testAccuracy: 0.25 })
  })
})

describe('the verification of a run', () => {
  it('is asked for with all that decides the run, and tells its progress', async () => {
    const heard: unknown[] = []
    const answer = analyst.verify(plan, {
      onProgress: (progress) => heard.push(progress)
    })
    const { config, rateChanges, epochs, checkpoints, finalTraining } = plan
    expect(processes[0].questions).toEqual([
      {
        type: 'verify',
        id: 1,
        datasetFolder: '/data sets',
        config,
        fingerprint: 'print',
        rateChanges,
        epochs,
        checkpoints,
        finalTraining
      }
    ])
    processes[0].say({ type: 'progress', id: 1, epoch: 3, epochs: 30 })
    expect(heard).toEqual([{ epoch: 3, epochs: 30 }])
    const verdict = { verdict: 'differs', epoch: 4 } as const
    processes[0].say({ type: 'answer', id: 1, value: verdict })
    expect(await answer).toEqual(verdict)
  })

  it('of another arithmetic needs no process', async () => {
    const other = { verdict: 'other-numerics', numerics: 1 }
    expect(await analyst.verify({ ...plan, numerics: 1 })).toEqual(other)
    expect(processes).toHaveLength(0)
  })

  it('is one at a time, and can be called off', async () => {
    const calledOff = new AbortController()
    const first = analyst.verify(plan, { calledOff: calledOff.signal })
    await expect(analyst.verify(plan)).rejects.toMatchObject({ code: 'already-running' })
    calledOff.abort()
    expect(processes[0].questions.at(-1)).toEqual({ type: 'cancel', id: 1 })
    const error = { code: 'cancelled', message: 'Called off.', values: {} } as const
    processes[0].say({ type: 'failed', id: 1, error })
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    void analyst.verify(plan).catch(() => undefined)
    expect(processes[0].questions.at(-1)).toMatchObject({ type: 'verify', id: 2 })
  })
})

describe('a study', () => {
  const at = { runId: 1, step: 9, edits: [] }
  const request = { subject: 'study.weights' as const, input: { at } }
  const study = {
    config: PRESETS.plain,
    fingerprint: 'print',
    from: null,
    rateChanges: plan.rateChanges
  }
  const weights = { layers: [1], step: 9, epoch: 0, parameters: Uint8Array.of(1) }

  it('is asked for with where its run is walked from, and tells its progress', async () => {
    const heard: unknown[] = []
    const answer = analyst.study(request, study, {
      onProgress: (progress) => heard.push(progress)
    })
    expect(processes[0].questions).toEqual([
      { type: 'study', id: 1, datasetFolder: '/data sets', ...study, study: request }
    ])
    processes[0].say({ type: 'study-progress', id: 1, done: 3, of: 30 })
    expect(heard).toEqual([{ done: 3, of: 30 }])
    processes[0].say({ type: 'answer', id: 1, value: weights })
    expect(await answer).toBe(weights)
  })

  it('is called off alone, and not once it is answered', async () => {
    const [early, late] = [new AbortController(), new AbortController()]
    const first = analyst.study(request, study, { calledOff: early.signal })
    const second = analyst.study(request, study, { calledOff: late.signal })
    processes[0].say({ type: 'answer', id: 1, value: weights })
    await first
    early.abort()
    expect(processes[0].questions).toHaveLength(2)
    late.abort()
    expect(processes[0].questions.slice(2)).toEqual([{ type: 'cancel', id: 2 }])
    const error = { code: 'cancelled', message: 'Called off.', values: {} } as const
    processes[0].say({ type: 'failed', id: 2, error })
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('that was called off before it began is so at once', async () => {
    void analyst.study(request, study, { calledOff: AbortSignal.abort() }).catch(() => undefined)
    expect(processes[0].questions.at(-1)).toEqual({ type: 'cancel', id: 1 })
  })
})
