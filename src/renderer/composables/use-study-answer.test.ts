import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import type { NudgeStudy, StudyInput } from '../../shared/study'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { useStudyAnswer, type StudyAnswer } from './use-study-answer'

type Question = StudyInput<'study.nudge'>

const ask = (step: number): Question => ({
  at: { runId: 1, step, edits: [] },
  over: { kind: 'batch' },
  deltas: [{ index: 0, delta: 1 }],
  factors: [1]
})
const study = (before: number): NudgeStudy => ({ before, count: 1, changes: [0], promised: 0 })
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('the answer to a question about weights', () => {
  const question = shallowRef<Question | null>(null)
  let bridge: FakeBridge
  let scope: EffectScope
  let state: StudyAnswer<'study.nudge'>
  let asked: { step: number; resolve: (answer: NudgeStudy) => void; reject: (e: Error) => void }[]
  let cancelled: number

  beforeEach(() => {
    asked = []
    cancelled = 0
    question.value = null
    bridge = installFakeBridge()
    bridge.answer(
      'study.nudge',
      ({ at }) => new Promise((resolve, reject) => asked.push({ step: at.step, resolve, reject }))
    )
    bridge.answer('study.cancel', () => {
      cancelled++
      return null
    })
    scope = effectScope()
    scope.run(() => (state = useStudyAnswer('study.nudge', () => question.value)))
  })
  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  async function want(next: Question | null): Promise<void> {
    question.value = next
    await nextTick()
    await settle()
  }

  it('comes with its question, and stays until the next one comes', async () => {
    await want(ask(1))
    expect(state.busy.value).toBe(true)
    asked[0].resolve(study(0.5))
    await settle()
    expect([state.answer.value?.before, state.answered.value?.at.step]).toEqual([0.5, 1])
    expect(state.busy.value).toBe(false)
    await want(ask(2))
    expect([state.answer.value?.before, state.answered.value?.at.step]).toEqual([0.5, 1])
    await want(null)
    asked[1].resolve(study(0.25))
    await settle()
    expect(state.answer.value).toBeNull()
  })

  it('skips the questions that a newer one replaced', async () => {
    await want(ask(1))
    await want(ask(2))
    await want(ask(3))
    asked[0].resolve(study(0.1))
    await settle()
    expect(state.answer.value).toBeNull()
    expect(asked.map(({ step }) => step)).toEqual([1, 3])
  })

  it('is not asked for again while the same is wanted', async () => {
    await want(ask(1))
    asked[0].resolve(study(0.1))
    await want(ask(1))
    expect(asked).toHaveLength(1)
  })

  it('tells how far it is, but not of what others ask', async () => {
    bridge.emit('study.progress', { done: 1, of: 4 })
    expect(state.progress.value).toBeNull()
    await want(ask(1))
    bridge.emit('study.progress', { done: 1, of: 4 })
    expect(state.progress.value).toBe(0.25)
    asked[0].resolve(study(0.1))
    await settle()
    expect(state.progress.value).toBeNull()
  })

  it('says when it was called off, and can be asked for again', async () => {
    await want(ask(1))
    asked[0].reject(new DownhillError('cancelled', 'It was called off.'))
    await settle()
    expect([state.calledOff.value, state.error.value]).toEqual([true, null])
    state.ask()
    await settle()
    asked[1].resolve(study(0.1))
    await settle()
    expect([state.calledOff.value, state.answer.value?.before]).toEqual([false, 0.1])
  })

  it('keeps what went wrong', async () => {
    await want(ask(1))
    asked[0].reject(new DownhillError('step-beyond', 'Too far.'))
    await settle()
    expect(state.error.value).toMatchObject({ code: 'step-beyond' })
    expect(state.calledOff.value).toBe(false)
  })

  it('is called off when nobody waits for it any more', async () => {
    await want(ask(1))
    scope.stop()
    await settle()
    expect(cancelled).toBe(1)
    expect(bridge.listeners('study.progress')).toBe(0)
  })
})
