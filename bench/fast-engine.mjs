import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildWasm } from '../scripts/build-wasm.mjs'
import { root } from '../scripts/support/paths.mjs'

/** Loads one of the engine's TypeScript modules. */
async function engineModule(name) {
  const { module } = await runnerImport(join(root, 'src', 'engine', `${name}.ts`))
  return module
}

/**
 * The fast engine as a contender: made for a network with sigmoid neurons and the quadratic cost.
 * @returns {Promise<(layers: number[], mnist: object) => import('./contest.mjs').Contender>}
 */
export async function loadFastEngine() {
  await buildWasm()
  const { createFastEngine } = await engineModule('wasm/fast-engine')
  const { startParameters } = await engineModule('initialise')
  return (layers, { training, test }) => {
    const network = { layers, activation: 'sigmoid', output: 'sigmoid' }
    const engine = createFastEngine(network)
    const begin = performance.now()
    const trainingSet = engine.addExamples(training)
    const millisecondsToTakeIn = performance.now() - begin
    const testSet = engine.addExamples(test)
    return {
      millisecondsToTakeIn,
      start: () => engine.load(startParameters(network, 1), null),
      train: (order, batchSize, rate) =>
        engine.train(trainingSet, {
          order,
          batchSize,
          rates: new Float32Array(Math.ceil(order.length / batchSize)).fill(rate),
          momentum: 0,
          penalty: 0,
          shifts: null
        }),
      countRight: () => engine.evaluate(testSet).correct
    }
  }
}
