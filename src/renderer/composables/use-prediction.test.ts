import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { usePrediction, type PredictionSource } from './use-prediction'

interface Asked {
  image: Uint8Array
  sources: PredictionSource[]
  answer: (outputs: number[]) => void
  fail: () => void
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
const picture = (value: number): Uint8Array => new Uint8Array(784).fill(value)

describe('usePrediction', () => {
  let asked: Asked[]
  let scope: EffectScope

  beforeEach(() => {
    asked = []
    scope = effectScope()
    const request = (_name: string, input: Pick<Asked, 'image' | 'sources'>): Promise<unknown> =>
      new Promise((resolve) => {
        // as the border between the processes does: it throws on what cannot be copied
        const { image, sources } = structuredClone(input)
        asked.push({
          image,
          sources,
          answer: (outputs) =>
            resolve({
              ok: true,
              value: sources.map(({ runId }) => ({ runId, outputs, epoch: 1 }))
            }),
          fail: () =>
            resolve({ ok: false, error: { code: 'checkpoint-damaged', message: '', values: {} } })
        })
      })
    vi.stubGlobal('window', { downhill: { request, on: () => () => undefined } })
    // the news of training are asked for when a component is mounted; here is none
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  })

  afterEach(() => {
    scope.stop()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  const image = shallowRef<Uint8Array | null>(null)
  const sources = ref<PredictionSource[]>([])

  function use(first: Uint8Array | null): ReturnType<typeof usePrediction> {
    image.value = first
    sources.value = [{ runId: 1, checkpoint: 'last' }]
    const state = scope.run(() =>
      usePrediction(
        () => image.value,
        () => sources.value
      )
    )
    if (!state) throw new Error('the scope has ended')
    return state
  }

  it('asks nothing without a picture', async () => {
    use(null)
    await settle()
    expect(asked).toHaveLength(0)
  })

  it('has one question under way, and asks about the newest picture next', async () => {
    const { predictions } = use(picture(1))
    image.value = picture(2)
    await nextTick()
    image.value = picture(3)
    await nextTick()
    expect(asked).toHaveLength(1)
    asked[0].answer([0.1])
    await settle()
    expect(predictions.value[0].outputs).toEqual([0.1])
    expect(asked.map((each) => each.image[0])).toEqual([1, 3])
  })

  it('does not show an answer that belongs to a pad cleared meanwhile', async () => {
    const { predictions } = use(picture(1))
    image.value = null
    await nextTick()
    asked[0].answer([0.1])
    await settle()
    expect(predictions.value).toEqual([])
  })

  it('does not show the answer of a network that is no longer chosen', async () => {
    const { predictions } = use(picture(1))
    sources.value = [{ runId: 2, checkpoint: 5 }]
    await nextTick()
    asked[0].answer([0.1])
    await settle()
    expect(predictions.value).toEqual([])
    asked[1].answer([0.9])
    await settle()
    expect(predictions.value).toEqual([{ runId: 2, outputs: [0.9], epoch: 1 }])
  })

  it('does not ask anew for the same sources in a new array', async () => {
    use(picture(1))
    asked[0].answer([0.1])
    await settle()
    sources.value = [{ runId: 1, checkpoint: 'last' }]
    await settle()
    expect(asked).toHaveLength(1)
  })

  it('says why there is no answer, until there is one', async () => {
    const { predictions, error } = use(picture(1))
    asked[0].fail()
    await settle()
    expect(error.value).toMatchObject({ code: 'checkpoint-damaged' })
    expect(predictions.value).toEqual([])
    image.value = picture(2)
    await settle()
    asked[1].answer([0.5])
    await settle()
    expect(error.value).toBeNull()
  })
})
