import { describe, expect, it, vi } from 'vitest'
import type { StudyRequest } from '../shared/analyst-protocol'
import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import { PRESETS } from '../shared/presets'
import type { TrainingState } from '../shared/trainer-protocol'
import type { WalkStart } from '../store/store-api'
import type { LongOptions, StudyingAnalyst, StudyProgress } from './analyst'
import { createStudies, type NumberedProgress, type Studies } from './study'

const from: TrainingState = {
  epoch: 1,
  step: 100,
  parameters: Uint8Array.of(1),
  optimiserState: null,
  sums: {
    epochCost: 0,
    epochCorrect: 0,
    epochExamples: 0,
    blockCost: 0,
    blockSteps: 0,
    engineSeconds: 0
  }
}
const start: WalkStart = {
  config: PRESETS.plain,
  datasetFingerprint: 'print',
  numerics: NUMERICS_VERSION,
  rateChanges: [{ step: 7, learningRate: 0.5 }],
  from,
  lastStep: 300
}
const at = (step: number) => ({ runId: 4, step, edits: [] })
const weights = (step: number): Extract<StudyRequest, { subject: 'study.weights' }> => ({
  subject: 'study.weights',
  input: { at: at(step) }
})
const numbered = (question: number): StudyRequest => ({
  subject: 'study.weights',
  input: { question, at: at(120) }
})
const answer = { layers: [1], step: 100, epoch: 1, parameters: Uint8Array.of(2) }

function create(changes: Partial<WalkStart> = {}) {
  const study = vi.fn<(...asked: unknown[]) => Promise<never>>(async () => answer as never)
  const walkStart = vi.fn(async () => ({ ...start, ...changes }))
  const analyst: Pick<StudyingAnalyst, 'study'> = { study }
  const studies: Studies = createStudies({ store: { walkStart }, analyst })
  return { studies, study, walkStart }
}

/** An analyst that answers when the test says so; what each question was asked with. */
function createSlow() {
  const asked: (LongOptions<StudyProgress> & { answer: () => void })[] = []
  const study = (_request: unknown, _plan: unknown, options?: LongOptions<StudyProgress>) =>
    new Promise<never>((resolve, reject) => {
      options?.calledOff?.addEventListener('abort', () =>
        reject(new DownhillError('cancelled', 'Called off.'))
      )
      asked.push({ ...options, answer: () => resolve(answer as never) })
    })
  return {
    asked,
    studies: createStudies({ store: { walkStart: async () => start }, analyst: { study } })
  }
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a study of weights', () => {
  it('is asked with all that decides them', async () => {
    const { studies, study, walkStart } = create()
    expect(await studies.ask(weights(120))).toBe(answer)
    expect(walkStart).toHaveBeenCalledWith(4, 120)
    const { config, rateChanges } = start
    const plan = { config, fingerprint: 'print', from, rateChanges }
    expect(study).toHaveBeenCalledWith(weights(120), plan, {})
  })

  it('is refused where the run has not come so far', async () => {
    const { studies, study } = create()
    await expect(studies.ask(weights(301))).rejects.toMatchObject({
      code: 'step-beyond',
      values: { step: 301, last: 300 }
    })
    expect(study).not.toHaveBeenCalled()
    await studies.ask(weights(300))
  })

  it('is refused where another arithmetic took the steps that had to be taken again', async () => {
    const { studies, study } = create({ numerics: NUMERICS_VERSION + 1 })
    const refusal = { code: 'other-numerics', values: { numerics: NUMERICS_VERSION + 1 } }
    await expect(studies.ask(weights(101))).rejects.toMatchObject(refusal)
    const step: StudyRequest = { subject: 'study.step', input: { at: at(100), place: 0 } }
    await expect(studies.ask(step)).rejects.toMatchObject(refusal)
    expect(study).not.toHaveBeenCalled()
    // what is stored is what it is
    expect(await studies.ask(weights(100))).toBe(answer)
  })

  it('is refused at the start of another arithmetic, where that is not stored', async () => {
    const { studies } = create({ numerics: NUMERICS_VERSION + 1, from: null, lastStep: 0 })
    await expect(studies.ask(weights(0))).rejects.toMatchObject({ code: 'other-numerics' })
  })

  it('is not begun when it was called off before', async () => {
    const { studies, study } = create()
    const asked = studies.ask(numbered(7))
    const other = studies.ask(numbered(8))
    studies.cancel(7)
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    expect(await other).toBe(answer)
    expect(study).toHaveBeenCalledOnce()
  })
})

describe('studies side by side', () => {
  it('tell their progress by their numbers, and are called off by them', async () => {
    const { studies, asked } = createSlow()
    const heard: NumberedProgress[] = []
    const [first, second] = [7, 8].map((question) =>
      studies.ask(numbered(question), (progress) => heard.push(progress))
    )
    await settle()
    asked[1].onProgress?.({ done: 1, of: 4 })
    asked[0].onProgress?.({ done: 2, of: 4 })
    studies.cancel(8)
    asked[1].onProgress?.({ done: 3, of: 4 })
    expect(heard).toEqual([
      { question: 8, done: 1, of: 4 },
      { question: 7, done: 2, of: 4 }
    ])
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    asked[0].answer()
    expect(await first).toBe(answer)
    studies.cancel(7)
  })

  it('are called off together when nobody waits any more; the next page counts anew', async () => {
    const { studies } = createSlow()
    const left = [1, 2].map((question) => studies.ask(numbered(question)))
    await settle()
    studies.cancelAll()
    const again = studies.ask(numbered(1))
    for (const each of left) await expect(each).rejects.toMatchObject({ code: 'cancelled' })
    studies.cancel(1)
    await expect(again).rejects.toMatchObject({ code: 'cancelled' })
  })
})
