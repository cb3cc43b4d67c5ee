import { join } from 'node:path'
import { runnerImport } from 'vite'
import { runOrFail } from '../scripts/support/processes.mjs'
import { root } from '../scripts/support/paths.mjs'
import { WARM_UPS_HERE } from './contender.mjs'
import { cpuSeconds } from './cpu-time.mjs'

const SEED = 1
const PLAIN = { optimiser: { kind: 'plain' }, lambda: 0, shift: 0 }

/** Loads one of the engine's TypeScript modules. */
async function engineModule(name) {
  const { module } = await runnerImport(join(root, 'src', 'engine', `${name}.ts`))
  return module
}

const sigmoidNetwork = (layers) => ({ layers, activation: 'sigmoid', output: 'sigmoid' })

/**
 * @typedef {import('./contender.mjs').Contender & {
 *   startParameters: (layers: number[]) => Float32Array,
 *   parameters: () => Float32Array,
 *   withSettings: (settings: object) => FastEngine
 * }} FastEngine
 */

/** The fast engine as a contender. @returns {Promise<FastEngine>} */
export async function loadFastEngine() {
  // by another process: V8 would work on the compiler itself for seconds after
  const builder = join(root, 'scripts', 'build-wasm.mjs')
  await runOrFail('The kernels are not there.', process.execPath, [builder])
  const modules = ['wasm/fast-engine', 'initialise', 'order']
  return contender(Object.assign({}, ...(await Promise.all(modules.map(engineModule)))), PLAIN)
}

/** @returns {FastEngine} */
function contender(modules, { optimiser, lambda, shift, rate: ownRate }) {
  const { createFastEngine, startParameters, epochOrder, epochShifts } = modules
  let engine, trainingSet, testSet, members
  let epoch = 0
  let step = 0

  function oneEpoch({ examples, batchSize, rate }) {
    const order = epochOrder(members, SEED, epoch).subarray(0, examples)
    const steps = Math.ceil(examples / batchSize)
    engine.train(trainingSet, {
      order,
      batchSize,
      rates: new Float32Array(steps).fill(ownRate ?? rate),
      optimiser,
      firstStep: step,
      reduction: 'mean',
      penalty: lambda / members.length,
      shifts: epochShifts(examples, shift, SEED, epoch)
    })
    epoch++
    step += steps
  }

  return {
    name: 'Downhill',
    warmUps: WARM_UPS_HERE,
    startParameters: (layers) => startParameters(sigmoidNetwork(layers), 'scaled', SEED),
    parameters: () => engine.parameters(),
    withSettings: (settings) => contender(modules, { ...PLAIN, ...settings }),

    async begin({ layers, dataset, parameters }) {
      engine = createFastEngine(sigmoidNetwork(layers))
      trainingSet = engine.addExamples(dataset.training)
      testSet = engine.addExamples(dataset.test)
      members = Uint32Array.from({ length: dataset.training.count }, (_, index) => index)
      engine.load(parameters, null)
      epoch = 0
      step = 0
    },

    train: async (plan) => cpuSeconds(() => oneEpoch(plan)),

    async evaluate() {
      let correct = 0
      const seconds = cpuSeconds(() => {
        correct = engine.evaluate(testSet).correct
      })
      return { seconds, correct }
    }
  }
}
