import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CheckpointWeights, WeightsOf } from './use-checkpoint-weights'

interface Asked {
  checkpointId: number
  answer: () => void
  fail: () => void
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

describe('useCheckpointWeights', () => {
  let asked: Asked[]
  let scope: EffectScope
  let state: CheckpointWeights
  const wanted = shallowRef<WeightsOf>()

  beforeEach(async () => {
    asked = []
    scope = effectScope()
    const request = (_name: string, input: { runId: number; checkpointId: number }) =>
      new Promise((resolve) => {
        const value = { ...input, epoch: 1, layers: [1, 1], parameters: new Uint8Array(8) }
        const error = { code: 'checkpoint-damaged', message: '', values: {} }
        asked.push({
          checkpointId: input.checkpointId,
          answer: () => resolve({ ok: true, value }),
          fail: () => resolve({ ok: false, error })
        })
      })
    vi.stubGlobal('window', { downhill: { request } })
    vi.resetModules()
    const { useCheckpointWeights } = await import('./use-checkpoint-weights')
    wanted.value = undefined
    scope.run(() => (state = useCheckpointWeights(() => wanted.value)))
  })

  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  async function want(id: number | undefined, runId = 1): Promise<void> {
    wanted.value = id === undefined ? undefined : { runId, id }
    await nextTick()
  }

  async function answer(): Promise<void> {
    asked.at(-1)?.answer()
    await settle()
  }

  const shown = (): number | undefined => state.weights.value?.checkpointId

  it('asks for nothing while nothing is wanted', async () => {
    await settle()
    expect(asked).toEqual([])
    expect(state.weights.value).toBeNull()
  })

  it('skips those that the slider has passed meanwhile', async () => {
    for (const id of [1, 2, 3, 4]) await want(id)
    await answer()
    expect(shown()).toBe(1)
    expect(asked.map(({ checkpointId }) => checkpointId)).toEqual([1, 4])
    await answer()
    expect(shown()).toBe(4)
  })

  it('asks for each once', async () => {
    for (const id of [1, 2]) {
      await want(id)
      await answer()
    }
    await want(1)
    await settle()
    expect(shown()).toBe(1)
    expect(asked).toHaveLength(2)
  })

  it('shows nothing of one run as if it were of another', async () => {
    await want(1)
    await want(2, 2)
    await answer()
    expect(shown()).toBeUndefined()
    await answer()
    expect(shown()).toBe(2)
  })

  it('tells why there are none, and forgets it with the next', async () => {
    await want(1)
    asked[0].fail()
    await settle()
    expect(state.error.value).toMatchObject({ code: 'checkpoint-damaged' })
    expect(state.weights.value).toBeNull()
    await want(2)
    await answer()
    expect(state.error.value).toBeNull()
    expect(shown()).toBe(2)
  })
})
