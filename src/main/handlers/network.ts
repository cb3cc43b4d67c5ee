import type { Handlers } from '../request'
import type { GetServices } from '../services'

type NetworkRequest = Extract<keyof Handlers, `network.${string}`>

export function networkHandlers(services: GetServices): Pick<Handlers, NetworkRequest> {
  return {
    'network.predict': async ({ image, sources }) =>
      (await services()).predictor.predict(image, sources),
    'network.outputs': async ({ inputs, source }) =>
      (await services()).predictor.outputs(inputs, source),
    'network.weights': async ({ runId, checkpointId }) => {
      const { store } = await services()
      const { epoch, layers, parameters } = await store.readCheckpoint(runId, checkpointId)
      return { runId, checkpointId, epoch, layers, parameters }
    }
  }
}
