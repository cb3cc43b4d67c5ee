import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { materialOf, type RunMaterial } from '../src/analyst/study/task'
import { loadDataset, type Dataset } from '../src/datasets/load'
import { addGradient, forward } from '../src/engine/backpropagation'
import type { Engine, ExampleSet } from '../src/engine/engine'
import { readInputs, wantedOutputs } from '../src/engine/examples'
import { parametersFromBytes } from '../src/engine/network'
import { OUTPUT_LAYERS } from '../src/engine/output-layers'
import { createReferenceEngine } from '../src/engine/reference'
import type { RunSummary } from '../src/shared/run'
import type { RunConfig } from '../src/shared/run-config'
import { CHECKOUT, type Program } from './program'
import { seedRuns } from './runs'

/** A short run of the plain network; its weights are kept after every epoch. */
const CONFIG: Partial<RunConfig> = {
  hiddenLayers: [16, 16],
  activation: 'sigmoid',
  initialisation: 'scaled',
  cost: 'quadratic',
  schedule: 'constant',
  shift: 0,
  batchSize: 10,
  learningRate: 1.5,
  subset: 1000,
  epochs: 3
}
/** Steps of the first epoch. */
export const FIRST_EPOCH = 100

export const loadDigits = (): Promise<Dataset> =>
  loadDataset(join(CHECKOUT, 'out/resources'), 'mnist')

/** Three digits at most, as the program writes settings and slopes. */
export function written(value: number): string {
  const scientific = value !== 0 && Math.abs(value) < 0.0001
  return new Intl.NumberFormat('en', {
    maximumSignificantDigits: 3,
    notation: scientific ? 'scientific' : 'standard'
  }).format(value)
}

/** A trained run after its first epoch, in the terms of the float64 reference. */
export interface KnownRun extends RunMaterial {
  run: RunSummary
  parameters: Float32Array
  /** With these parameters. */
  engine: Engine
  set: ExampleSet
}

export async function trainShortRun(
  program: Program,
  digits: Dataset,
  changes: Partial<RunConfig> = {}
): Promise<KnownRun> {
  const [{ id }] = await seedRuns(program, [{ name: 'short', config: { ...CONFIG, ...changes } }])
  const { run, checkpoints } = await program.request('runs.detail', { runId: id })
  const checkpointId = checkpoints.find(({ step }) => step === FIRST_EPOCH)?.id ?? 0
  const stored = await program.request('network.weights', { runId: id, checkpointId })
  const material = materialOf(run.config, digits, [])
  const parameters = parametersFromBytes(stored.parameters, material.network.layers)
  const engine = createReferenceEngine(material.network)
  engine.load(parameters, null)
  return { ...material, run, parameters, engine, set: engine.addExamples(material.training) }
}

/** Forward and backward with one example. `layers`: all activations, the pixels first. */
export function passOf({ network, parameters, training }: KnownRun, index: number) {
  const pass = forward(network, parameters, readInputs(training, index, null))
  const wanted = wantedOutputs(network, training, index)
  const gradient = new Float64Array(parameters.length)
  addGradient(network, parameters, pass, wanted, gradient)
  const output = OUTPUT_LAYERS[network.output]
  return {
    layers: [...pass.activations, output.value(pass.z)],
    wanted,
    gradient,
    cost: output.cost(pass.z, wanted)
  }
}

/** The numbers of a layer as they are shown, a cell a neuron. */
export async function shownNumbers(layer: Locator): Promise<string[]> {
  const numbers = await layer.getByRole('listitem').locator('.value').allInnerTexts()
  return numbers.map((text) => text.trim())
}

/** The average cost over all that the run learns from, after plain steps with these images, batch by batch. */
export function costAfter(
  { network, training, members, parameters }: KnownRun,
  order: Uint32Array,
  batchSize: number,
  rate: number
): number {
  const engine = createReferenceEngine(network)
  engine.load(parameters, null)
  const set = engine.addExamples(training)
  engine.train(set, {
    order,
    batchSize,
    rates: new Float32Array(order.length / batchSize).fill(rate),
    optimiser: { kind: 'plain' },
    firstStep: 0,
    reduction: 'mean',
    penalty: 0,
    shifts: null
  })
  return engine.evaluate(set, members).cost
}
