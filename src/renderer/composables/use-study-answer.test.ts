import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import type { NudgeStudy, StudyInput } from '../../shared/study'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { PATIENCE, useStudyAnswer, type StudyAnswer } from './use-study-answer'

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
  let asked: {
    step: number
    number: number
    resolve: (answer: NudgeStudy) => void
    reject: (e: Error) => void
  }[]
  /** Numbers of questions. */
  let cancelled: number[]

  beforeEach(() => {
    asked = []
    cancelled = []
    question.value = null
    bridge = installFakeBridge()
    bridge.answer(
      'study.nudge',
      ({ at, question: number = NaN }) =>
        new Promise((resolve, reject) => asked.push({ step: at.step, number, resolve, reject }))
    )
    bridge.answer('study.cancel', ({ question: number }) => {
      cancelled.push(number)
      const called = asked.find((each) => each.number === number)
      called?.reject(new DownhillError('cancelled', 'It was called off.'))
      return null
    })
    scope = effectScope()
    scope.run(() => (state = useStudyAnswer('study.nudge', () => question.value)))
  })
  afterEach(() => {
    vi.useRealTimers()
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

  it('keeps up with questions that change, and skips those that a newer one replaced', async () => {
    await want(ask(1))
    await want(ask(2))
    await want(ask(3))
    asked[0].resolve(study(0.1))
    await settle()
    expect([state.answer.value?.before, state.answered.value?.at.step]).toEqual([0.1, 1])
    expect(asked.map(({ step }) => step)).toEqual([1, 3])
    expect(cancelled).toEqual([])
  })

  it('is not waited for when a newer question waits: at once, or after a moment', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const pass = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time)
    question.value = ask(1)
    await pass(PATIENCE)
    question.value = ask(2)
    await pass(0)
    expect(cancelled).toEqual([asked[0].number])
    expect(asked.map(({ step }) => step)).toEqual([1, 2])
    expect([state.calledOff.value, state.busy.value]).toEqual([false, true])
    question.value = ask(3)
    await pass(PATIENCE - 1)
    expect(cancelled).toHaveLength(1)
    await pass(1)
    expect(asked.map(({ step }) => step)).toEqual([1, 2, 3])
    // back before its time has come: there is nothing newer
    question.value = ask(4)
    await pass(PATIENCE - 1)
    question.value = ask(3)
    await pass(PATIENCE)
    expect(cancelled).toHaveLength(2)
    question.value = null
    await pass(0)
    expect(cancelled).toHaveLength(3)
  })

  it('is not asked for again while the same is wanted', async () => {
    await want(ask(1))
    asked[0].resolve(study(0.1))
    await want(ask(1))
    expect(asked).toHaveLength(1)
  })

  it('tells how far it is, but not of what others ask', async () => {
    await want(ask(1))
    const [{ number }] = asked
    bridge.emit('study.progress', { question: number + 1, done: 2, of: 4 })
    expect(state.progress.value).toBeNull()
    bridge.emit('study.progress', { question: number, done: 1, of: 4 })
    expect(state.progress.value).toBe(0.25)
    asked[0].resolve(study(0.1))
    await settle()
    expect(state.progress.value).toBeNull()
  })

  it('says when it was called off, and can be asked for again', async () => {
    await want(ask(1))
    state.cancel()
    await settle()
    expect(cancelled).toEqual([asked[0].number])
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
    expect(cancelled).toEqual([asked[0].number])
    expect(bridge.listeners('study.progress')).toBe(0)
  })
})
