import { existsSync } from 'node:fs'
import { runIfProgram, say } from '../scripts/support/program.mjs'
import { loadBaseline } from './baseline.mjs'
import { competeInAnswering, competeInTraining } from './contest.mjs'
import { loadFastEngine } from './fast-engine.mjs'
import { evaluationFlops, meanInk, trainingFlops } from './figures.mjs'
import { readFashionMnist, readMnist } from './idx-folder.mjs'
import { parseOptions, USAGE } from './options.mjs'
import { loadPeak } from './peak.mjs'
import { printTable } from './printing.mjs'
import { startRivals } from './rivals.mjs'
import { makeSpirals } from './spirals.mjs'
import { allTables, SETTINGS } from './tables.mjs'

/** What a slow contender may spend on one table. */
const SECONDS = { thorough: 6, quick: 2 }

function readDatasets() {
  const fashionMnist = readFashionMnist()
  if (!fashionMnist) {
    say('Fashion-MNIST is not here: apt-get install dataset-fashion-mnist, or its four files in')
    say('~/.cache/fashion-mnist.')
  }
  return { mnist: readMnist(), fashionMnist, spirals: makeSpirals() }
}

/** The baseline and the rivals that are there; says which are not. */
async function findOthers({ baseline, withRivals }, tables) {
  const others = []
  if (baseline && existsSync(baseline)) others.push(loadBaseline(baseline))
  else say(`The baseline is not here: ${baseline ?? '--baseline FILE.wasm names it'}.`)
  if (!withRivals) return others
  const { present, absent } = await startRivals(tables.filter(({ kind }) => kind !== 'settings'))
  for (const { name, install } of absent) say(`${name} is not here: ${install}.`)
  return [...others, ...present]
}

/** @param {import('./tables.mjs').Table} table */
async function measure(table, engine, others, peak, limits) {
  const { kind, layers, dataset, rate } = table
  const { training, test } = dataset
  const parameters = engine.startParameters(layers)
  const task = { layers, dataset, parameters }
  const batchSize = Math.min(table.batchSize, training.count)
  const epoch = { examples: training.count, batchSize, rate }

  if (kind === 'answering') {
    await engine.begin(task)
    await engine.train(epoch)
    const trained = { ...task, parameters: engine.parameters() }
    const flops = test.count * evaluationFlops(layers, meanInk(test))
    const work = { task: trained, flops, peak }
    return competeInAnswering([engine, ...others], work, limits)
  }
  const flops = training.count * trainingFlops(layers, meanInk(training))
  const contenders =
    kind === 'training'
      ? [engine, ...others]
      : SETTINGS.map(({ name, settings }) => ({
          ...engine.withSettings(settings),
          name,
          isVariant: true
        }))
  return competeInTraining(contenders, { task, epoch, flops, peak }, limits)
}

runIfProgram(import.meta.url, async (args) => {
  const options = parseOptions(args)
  if (options.help) return say(USAGE)
  const { only, quick, rounds } = options
  const isAskedFor = ({ title, isTelling }) =>
    title.toLowerCase().includes(only) && (isTelling || !quick)
  const tables = allTables(readDatasets()).filter(isAskedFor)
  if (tables.length === 0) return say(`No table's title contains "${only}".`)

  const engine = await loadFastEngine()
  const others = await findOthers(options, tables)
  const peak = await loadPeak()
  const limits = { rounds, seconds: SECONDS[quick ? 'quick' : 'thorough'] }
  for (const table of tables) {
    const entering = others.filter((other) => other.enters(table))
    const results = await measure(table, engine, entering, peak, limits)
    const samples = table.kind === 'answering' ? table.dataset.test : table.dataset.training
    printTable(table, results, samples.count)
  }
  for (const other of others) other.end?.()
})
