import { createEngine } from '../../engine/create-engine'
import { predictionHistory } from '../prediction-history'
import type { Handlers } from '../request'
import { toWeights, type GetServices } from '../services'

type NetworkRequest = Extract<keyof Handlers, `network.${string}`>

export function networkHandlers(services: GetServices): Pick<Handlers, NetworkRequest> {
  let calledOff = new AbortController()
  return {
    'network.predict': async ({ image, sources }) =>
      (await services()).predictor.predict(image, sources),
    'network.outputs': async ({ inputs, source }) =>
      (await services()).predictor.outputs(inputs, source),
    'network.history': async ({ runId, image }) => {
      calledOff.abort()
      calledOff = new AbortController()
      const { signal } = calledOff
      const { store, tell } = await services()
      return predictionHistory(
        { runId, image },
        {
          checkpoints: async (id) => (await store.runDetail(id)).checkpoints,
          stored: async (id, checkpoint) => toWeights(await store.readCheckpoint(id, checkpoint)),
          createEngine
        },
        signal,
        (done, of) => tell('history.progress', { done, of })
      )
    },
    'network.weights': async ({ runId, checkpointId }) => {
      const { store } = await services()
      const { epoch, layers, parameters } = await store.readCheckpoint(runId, checkpointId)
      return { runId, checkpointId, epoch, layers, parameters }
    }
  }
}
