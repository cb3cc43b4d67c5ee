import { parametersToBytes, type Network } from '../../engine/network'
import { startParameters } from '../../engine/initialise'
import { PRESETS } from '../../shared/presets'
import { ACTIVATIONS, COSTS, outputOf, type RunConfig } from '../../shared/run-config'
import { describeNetwork, type StoredNetwork } from '../weights/stored-network'

/** A network with weights of its own, and as it is described for other programs. */
export interface SampleNetwork {
  network: Network
  stored: StoredNetwork
}

/** Weights drawn by the seed, in a run with these settings. */
export function sampleNetwork(changes: Partial<RunConfig> = {}, seed = 5): SampleNetwork {
  const config: RunConfig = { ...PRESETS.plain, initialisation: 'normal', ...changes }
  const layers = [784, ...config.hiddenLayers, 10]
  const network = { layers, activation: config.activation, output: outputOf(config, layers) }
  const parameters = parametersToBytes(startParameters(network, config.initialisation, seed))
  const checkpoint = { id: 1, runId: 1, epoch: 2, step: 12_000, layers, config, parameters }
  const run = {
    name: 'Ada’s "first" run',
    author: 'Ada',
    rateChanges: [
      { step: 100, learningRate: 0.75 },
      { step: 12_001, learningRate: 9 }
    ]
  }
  const stored = describeNetwork(
    { ...checkpoint, datasetFingerprint: 'f00d' },
    run,
    0.9321,
    '1.2.3'
  )
  return { network, stored }
}

/** Every activation with every output, deep and shallow ones. */
export function sampleNetworks(): SampleNetwork[] {
  return [
    ...ACTIVATIONS.flatMap((activation) =>
      COSTS.map((cost) => sampleNetwork({ activation, cost, hiddenLayers: [12, 9] }))
    ),
    sampleNetwork({ hiddenLayers: [] }),
    sampleNetwork({
      hiddenLayers: [200, 100, 50, 20],
      activation: 'tanh',
      cost: 'cross-entropy',
      // so many weights of size 1 would leave float32 fewer than five digits
      initialisation: 'scaled'
    })
  ]
}
