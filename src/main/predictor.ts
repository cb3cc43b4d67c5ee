import { setImmediate } from 'node:timers/promises'
import type { Engine } from '../engine/engine'
import { parametersFromBytes, type Network } from '../engine/network'
import { parameterCount } from '../shared/run-config'
import type { RequestInput } from '../shared/contract'
import type { OutputsAnswer, Prediction } from '../shared/network-requests'
import { DownhillError } from '../shared/errors'

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
  /**
   * What a network makes of many inputs, one after the other: a picture of all its answers. Asked for several
   * at once it answers one request after the other, each in portions that leave other messages their turn.
   * @throws DownhillError 'invalid-input' where the inputs are no whole number of examples.
   */
  outputs(inputs: Float32Array, source: Source): Promise<OutputsAnswer>
  /** A run has news: its last checkpoint may be another one now. */
  forget(runId: number): void
}

/** In the key of those that answer many inputs at once. */
const OF_MANY = ' of many'

/** Networks kept ready; the pad asks at most four at once, many times a second. */
const KEPT_NETWORKS = 8

/** In one portion at most: forward passes, and weights that they multiply. Together some two milliseconds. */
const PORTION = { passes: 1024, products: 1e7 } as const

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

  /** @param purpose two that go on side by side have an engine each: one may load other weights meanwhile */
  const stored = (
    runId: number,
    checkpoint: number | 'last',
    purpose: string
  ): Promise<ReadyNetwork> =>
    keep(`${runId} ${checkpoint}${purpose}`, async () =>
      prepare(await source.stored(runId, checkpoint))
    )

  const live = async (runId: number, purpose: string): Promise<ReadyNetwork> => {
    const weights = source.live(runId)
    // the run ended between two strokes: its last checkpoint is what the weights were
    if (!weights) return stored(runId, 'last', purpose)
    const network = await keep(`${runId} live${purpose}`, async () => prepare(weights))
    if (network.parameters !== weights.parameters) {
      network.engine.load(parametersFromBytes(weights.parameters, weights.network.layers), null)
      network.parameters = weights.parameters
      network.epoch = weights.epoch
    }
    return network
  }

  const find = ({ runId, checkpoint }: Source, purpose = ''): Promise<ReadyNetwork> =>
    checkpoint === 'live' ? live(runId, purpose) : stored(runId, checkpoint, purpose)

  async function pass(inputs: Float32Array, source: Source): Promise<OutputsAnswer> {
    const { engine, epoch } = await find(source, OF_MANY)
    const { layers } = engine.network
    const [inputSize, classes] = [layers[0], layers[layers.length - 1]]
    const count = inputs.length / inputSize
    if (!Number.isInteger(count)) {
      const sentence = `${inputs.length} numbers are no examples of ${inputSize} inputs each`
      throw new DownhillError('invalid-input', sentence)
    }
    const outputs = new Float32Array(count * classes)
    const portion = Math.ceil(Math.min(PORTION.passes, PORTION.products / parameterCount(layers)))
    for (let example = 0; example < count; example++) {
      if (example > 0 && example % portion === 0) await setImmediate()
      const input = inputs.subarray(example * inputSize, (example + 1) * inputSize)
      outputs.set(engine.outputs(input), example * classes)
    }
    return { runId: source.runId, epoch, classes, outputs }
  }

  let lastPass: Promise<unknown> = Promise.resolve()

  return {
    predict: (image, sources) =>
      Promise.all(
        sources.map(async (source) => {
          const { engine, epoch } = await find(source)
          return { runId: source.runId, outputs: [...engine.outputs(image)], epoch }
        })
      ),
    outputs(inputs, source) {
      const answer = lastPass.then(() => pass(inputs, source))
      lastPass = answer.catch(() => undefined)
      return answer
    },
    forget: (runId) => {
      for (const purpose of ['', OF_MANY]) ready.delete(`${runId} last${purpose}`)
    }
  }
}
