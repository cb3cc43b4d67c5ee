import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PredictionHistory } from '../../shared/network-requests'
import { usePredictionHistory, type HistoryQuestion } from './use-prediction-history'

interface Asked {
  runId: number
  answer: (history: PredictionHistory) => void
  fail: (code: string) => void
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('usePredictionHistory', () => {
  let asked: Asked[]
  let scope: EffectScope
  let tell: (news: { done: number; of: number }) => void

  beforeEach(() => {
    asked = []
    scope = effectScope()
    const request = (_name: string, { runId }: HistoryQuestion): Promise<unknown> =>
      new Promise((resolve) => {
        asked.push({
          runId,
          answer: (value) => resolve({ ok: true, value }),
          fail: (code) => resolve({ ok: false, error: { code, message: '', values: {} } })
        })
      })
    const on = (_name: string, listener: typeof tell): (() => void) => {
      tell = listener
      return () => (tell = () => undefined)
    }
    vi.stubGlobal('window', { downhill: { request, on } })
  })

  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  const question = shallowRef<HistoryQuestion>()
  const about = (runId: number): HistoryQuestion => ({ runId, image: new Uint8Array(784) })
  const history = (epoch: number): PredictionHistory => ({
    moments: [{ checkpointId: 1, epoch, step: epoch, outputs: [1] }],
    damaged: []
  })

  function use(first: HistoryQuestion | undefined): ReturnType<typeof usePredictionHistory> {
    question.value = first
    const state = scope.run(() => usePredictionHistory(() => question.value))
    if (!state) throw new Error('The scope has ended.')
    return state
  }

  it('answers a question, and tells how far it is meanwhile', async () => {
    const { answered, progress } = use(about(1))
    expect(progress.value).toBe(0)
    tell({ done: 3, of: 12 })
    expect(progress.value).toBe(0.25)
    asked[0].answer(history(7))
    await settle()
    expect(answered.value).toEqual({ question: about(1), answer: history(7) })
    expect(progress.value).toBeNull()
    // of somebody else's question
    tell({ done: 4, of: 12 })
    expect(progress.value).toBeNull()
  })

  it('asks one at a time, and the newest next', async () => {
    const { answered } = use(about(1))
    for (const runId of [2, 3, 4]) {
      question.value = about(runId)
      await nextTick()
    }
    expect(asked.map(({ runId }) => runId)).toEqual([1])
    asked[0].answer(history(1))
    await settle()
    expect(asked.map(({ runId }) => runId)).toEqual([1, 4])
    asked[1].answer(history(4))
    await settle()
    expect(answered.value?.question.runId).toBe(4)
  })

  it('keeps the last answer, and tells of failures but not of what was called off', async () => {
    const { answered, error } = use(about(1))
    asked[0].answer(history(1))
    await settle()
    question.value = about(2)
    await nextTick()
    asked[1].fail('cancelled')
    await settle()
    expect(error.value).toBeNull()
    question.value = about(3)
    await nextTick()
    asked[2].fail('not-found')
    await settle()
    expect(error.value).toMatchObject({ code: 'not-found' })
    expect(answered.value?.question.runId).toBe(1)
  })

  it('asks nothing while there is nothing to ask', async () => {
    use(undefined)
    await settle()
    expect(asked).toEqual([])
  })
})
