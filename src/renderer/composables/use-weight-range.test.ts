import { effectScope, ref, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { installFakeBridge } from '../testing/bridge'
import { makeCheckpoint } from '../testing/runs'
import { spread, useWeightRange } from './use-weight-range'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

describe('useWeightRange', () => {
  let scope: EffectScope
  let asked: number[]
  const needed = ref(true)

  beforeEach(() => {
    asked = []
    scope = effectScope()
    needed.value = true
    // each checkpoint's only weight is its epoch, but the one after epoch 3 is damaged
    installFakeBridge().answer('network.weights', ({ runId, checkpointId }) => {
      asked.push(checkpointId)
      const epoch = checkpointId % 100
      if (epoch === 3) throw new Error('damaged')
      const parameters = new Uint8Array(Float32Array.of(-epoch, 100).buffer)
      return { runId, checkpointId, epoch, layers: [1, 1], parameters }
    })
  })

  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  const moments = (from: number, ...epochs: number[]): ReturnType<typeof makeCheckpoint>[] =>
    epochs.map((epoch) => makeCheckpoint(epoch, { id: from + epoch }))

  it('is that of the strongest weight of the whole run, biases aside', async () => {
    const range = scope.run(() =>
      useWeightRange(
        () => moments(100, 1, 9, 4),
        () => needed.value
      )
    )
    expect(range?.value).toBe(0)
    await settle()
    expect(range?.value).toBe(9)
  })

  it('is not looked for while nobody needs it', async () => {
    needed.value = false
    const range = scope.run(() =>
      useWeightRange(
        () => moments(200, 1, 2),
        () => needed.value
      )
    )
    await settle()
    expect(asked).toEqual([])
    needed.value = true
    await settle()
    expect(range?.value).toBe(2)
  })

  it('is found despite a damaged checkpoint', async () => {
    const range = scope.run(() =>
      useWeightRange(
        () => moments(300, 2, 3, 1),
        () => needed.value
      )
    )
    await settle()
    expect(range?.value).toBe(2)
    expect(asked).toEqual([302, 303, 301])
  })
})

describe('spread', () => {
  it('leaves few as they are', () => {
    expect(spread([1, 2, 3], 3)).toEqual([1, 2, 3])
  })

  it('takes the first, the last and evenly of what is between', () => {
    const numbers = Array.from({ length: 101 }, (_, place) => place)
    expect(spread(numbers, 5)).toEqual([0, 25, 50, 75, 100])
  })
})
