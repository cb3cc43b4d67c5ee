import { shallowRef, watch, type ShallowRef } from 'vue'
import type { OutputsAnswer } from '../../shared/network-requests'
import { request } from '../api'
import { newestOnly } from './newest-only'
import type { PredictionSource } from './use-prediction'

export interface OutputsWish {
  source: PredictionSource
  /** Example by example. */
  inputs: Float32Array
  /** Of live weights: their step, so that another one is another question. */
  moment?: number
}

export interface AnsweredInputs extends OutputsAnswer {
  inputs: Float32Array
}

export interface Outputs {
  /** The last answer, with the inputs that it is to; null before there is one, and of another run. */
  answer: Readonly<ShallowRef<AnsweredInputs | null>>
  error: Readonly<ShallowRef<unknown>>
}

/** What a network makes of many inputs: one request under way at a time, and the newest wish next. */
export function useOutputs(wish: () => OutputsWish | undefined): Outputs {
  const answer = shallowRef<AnsweredInputs | null>(null)
  const error = shallowRef<unknown>(null)

  const ask = newestOnly(async () => {
    const wanted = wish()
    if (!wanted) return
    const { source, inputs } = wanted
    try {
      // plain copies: a reactive object cannot cross the border between the processes
      const found = await request('network.outputs', {
        source: { ...source },
        inputs: new Float32Array(inputs)
      })
      answer.value = { ...found, inputs }
      error.value = null
    } catch (reason) {
      if (JSON.stringify(wish()?.source) !== JSON.stringify(source)) return
      error.value = reason
    }
  })
  watch(
    () => {
      const wanted = wish()
      return wanted && [wanted.source.runId, wanted.source.checkpoint, wanted.moment, wanted.inputs]
    },
    (now, before) => {
      if (now?.some((value, place) => value !== before?.[place])) ask()
    },
    { immediate: true }
  )
  return { answer, error }
}
