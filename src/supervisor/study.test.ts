import { describe, expect, it, vi } from 'vitest'
import type { StudyRequest } from '../shared/analyst-protocol'
import { NUMERICS_VERSION } from '../shared/numerics'
import { PRESETS } from '../shared/presets'
import type { TrainingState } from '../shared/trainer-protocol'
import type { WalkStart } from '../store/store-api'
import type { StudyingAnalyst } from './analyst'
import { createStudies, type Studies } from './study'

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
const answer = { layers: [1], step: 100, epoch: 1, parameters: Uint8Array.of(2) }

function create(changes: Partial<WalkStart> = {}) {
  const study = vi.fn<(...asked: unknown[]) => Promise<never>>(async () => answer as never)
  const cancelStudies = vi.fn<() => void>()
  const walkStart = vi.fn(async () => ({ ...start, ...changes }))
  const analyst: Pick<StudyingAnalyst, 'study' | 'cancelStudies'> = { study, cancelStudies }
  const studies: Studies = createStudies({ store: { walkStart }, analyst })
  return { studies, study, cancelStudies, walkStart }
}

describe('a study of weights', () => {
  it('is asked with all that decides them', async () => {
    const { studies, study, walkStart } = create()
    const onProgress = vi.fn<() => void>()
    expect(await studies.ask(weights(120), onProgress)).toBe(answer)
    expect(walkStart).toHaveBeenCalledWith(4, 120)
    const { config, rateChanges } = start
    const plan = { config, fingerprint: 'print', from, rateChanges }
    expect(study).toHaveBeenCalledWith(weights(120), plan, onProgress)
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
    const { studies, study, cancelStudies } = create()
    const input = { at: at(120), sizes: [1], draws: 1, seed: 1 }
    const asked = studies.ask({ subject: 'study.batches', input })
    const short = studies.ask(weights(120))
    studies.cancel()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    // what else a screen asks at that moment is answered
    expect(await short).toBe(answer)
    expect(study).toHaveBeenCalledOnce()
    expect(cancelStudies).toHaveBeenCalledOnce()
    await studies.ask(weights(120))
  })
})
