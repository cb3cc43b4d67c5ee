import { createHash } from 'node:crypto'
import { layerViews, type Output } from '../../engine/network'
import type { RunSummary } from '../../shared/run'
import { outputOf, type RunConfig } from '../../shared/run-config'
import type { StoredCheckpoint } from '../../store/store-api'

/** One array of numbers, as other programs take it. */
export interface Tensor {
  /** W1, b1, W2, b2 … from the first hidden layer to the output. */
  name: string
  /** W: [neurons, inputs]; b: [neurons]. */
  shape: readonly number[]
  /** float32, little-endian, row by row. */
  bytes: Uint8Array
}

/** The weights of one moment of a run, with what is needed to use them elsewhere. */
export interface StoredNetwork {
  runName: string
  author: string | null
  config: RunConfig
  /** From input to output. */
  layers: readonly number[]
  output: Output
  tensors: Tensor[]
  epoch: number
  step: number
  /** The learning rate that was last set by hand up to this step, or that of the settings. */
  learningRate: number
  /** On the test images; null within an epoch, where nothing is measured. */
  testAccuracy: number | null
  datasetFingerprint: string
  /** SHA-256 over the parameters as Downhill stores them. */
  sha256: string
  /** Version of the program. */
  program: string
}

export function describeNetwork(
  checkpoint: StoredCheckpoint,
  run: Pick<RunSummary, 'name' | 'author' | 'rateChanges'>,
  testAccuracy: number | null,
  program: string
): StoredNetwork {
  const { config, layers, parameters, epoch, step, datasetFingerprint } = checkpoint
  return {
    runName: run.name,
    author: run.author ?? null,
    config,
    layers,
    output: outputOf(config, layers),
    tensors: tensorsOf(parameters, layers),
    epoch,
    step,
    learningRate:
      run.rateChanges.findLast((change) => change.step <= step)?.learningRate ??
      config.learningRate,
    testAccuracy,
    datasetFingerprint,
    sha256: createHash('sha256').update(parameters).digest('hex'),
    program
  }
}

/** Cuts the flat parameters (engine/network.ts) into one array of weights and one of biases a layer. */
function tensorsOf(parameters: Uint8Array, layers: readonly number[]): Tensor[] {
  return layerViews(layers).flatMap(({ inputs, outputs, weights, biases }, index) => [
    {
      name: `W${index + 1}`,
      shape: [outputs, inputs],
      bytes: parameters.subarray(weights * 4, biases * 4)
    },
    {
      name: `b${index + 1}`,
      shape: [outputs],
      bytes: parameters.subarray(biases * 4, (biases + outputs) * 4)
    }
  ])
}

/** What a stranger should know of the numbers: goes into every format that has a place for it. */
export function factsOf(network: StoredNetwork): Record<string, unknown> {
  return {
    madeBy: `Downhill ${network.program}`,
    run: network.runName,
    author: network.author,
    epoch: network.epoch,
    step: network.step,
    testAccuracy: network.testAccuracy,
    layers: network.layers,
    hiddenActivation: network.config.activation,
    outputActivation: network.output,
    formula: `a0 = ${inputsOf(network)}; a1 = f(W1 a0 + b1); a2 = f(W2 a1 + b2) …`,
    settings: network.config,
    dataSha256: network.datasetFingerprint,
    parametersSha256: network.sha256
  }
}

/** Only pictures have so many inputs; points and curves are taken as they are. */
function inputsOf({ layers }: StoredNetwork): string {
  return layers[0] === 784 ? 'pixels / 255, row by row, 0 = paper' : 'the inputs as they are'
}
