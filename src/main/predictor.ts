import type { Engine } from '../engine/engine'
import { parametersFromBytes, type Network } from '../engine/network'
import type { Prediction, RequestInput } from '../shared/contract'

type Source = RequestInput<'network.predict'>['sources'][number]

/** The weights that answer, and the network they belong to. */
export interface Weights {
  network: Network
  /** Flat layout of engine/network.ts, float32 little-endian. */
  parameters: Uint8Array
  epoch: number
}

export interface WeightSource {
  /** Of a stored checkpoint, its hash verified. Rejects with a DownhillError. */
  stored(runId: number, checkpoint: number | 'last'): Promise<Weights>
  /** Of this moment; undefined when the run is not under way. */
  live(runId: number): Weights | undefined
}

export interface Predictor {
  /** @param image 784 grey values, 0..255, 0 = paper. Answers in the order of the sources. */
  predict(image: Uint8Array, sources: readonly Source[]): Promise<Prediction[]>
  /** A run has news: its last checkpoint may be another one now. */
  forget(runId: number): void
}

/** Networks kept ready; the pad asks at most four at once, many times a second. */
const KEPT_NETWORKS = 8

interface ReadyNetwork {
  engine: Engine
  epoch: number
  /** What the engine was last loaded with. */
  parameters: Uint8Array
}

/** Answers what networks make of a drawing: a forward pass of microseconds, here in the main process. */
export function createPredictor(
  source: WeightSource,
  createEngine: (network: Network) => Engine
): Predictor {
  // in order of use, the one used longest ago first
  const ready = new Map<string, Promise<ReadyNetwork>>()

  const prepare = (weights: Weights): ReadyNetwork => {
    const engine = createEngine(weights.network)
    engine.load(parametersFromBytes(weights.parameters, weights.network.layers), null)
    return { engine, epoch: weights.epoch, parameters: weights.parameters }
  }

  const keep = (key: string, make: () => Promise<ReadyNetwork>): Promise<ReadyNetwork> => {
    const network = ready.get(key) ?? make()
    ready.delete(key)
    ready.set(key, network)
    // a failure is not kept: the next drawing asks again
    network.catch(() => ready.get(key) === network && ready.delete(key))
    const [oldest] = ready.keys()
    if (ready.size > KEPT_NETWORKS) ready.delete(oldest)
    return network
  }

  const stored = (runId: number, checkpoint: number | 'last'): Promise<ReadyNetwork> =>
    keep(`${runId} ${checkpoint}`, async () => prepare(await source.stored(runId, checkpoint)))

  const live = async (runId: number): Promise<ReadyNetwork> => {
    const weights = source.live(runId)
    // the run ended between two strokes: its last checkpoint is what the weights were
    if (!weights) return stored(runId, 'last')
    const network = await keep(`${runId} live`, async () => prepare(weights))
    if (network.parameters !== weights.parameters) {
      network.engine.load(parametersFromBytes(weights.parameters, weights.network.layers), null)
      network.parameters = weights.parameters
      network.epoch = weights.epoch
    }
    return network
  }

  return {
    predict: (image, sources) =>
      Promise.all(
        sources.map(async ({ runId, checkpoint }) => {
          const { engine, epoch } = await (checkpoint === 'live'
            ? live(runId)
            : stored(runId, checkpoint))
          return { runId, outputs: [...engine.outputs(image)], epoch }
        })
      ),
    forget: (runId) => {
      ready.delete(`${runId} last`)
    }
  }
}
