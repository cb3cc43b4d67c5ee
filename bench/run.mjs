import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ExpectedFailure, runIfProgram, say } from '../scripts/support/program.mjs'
import { loadBaseline } from './baseline.mjs'
import { compete } from './contest.mjs'
import { loadFastEngine } from './fast-engine.mjs'
import { readMnist } from './mnist.mjs'

const USAGE = `npm run bench -- [--rounds N] [--baseline FILE.wasm]
Measures the fast engine on MNIST: CPU seconds for an epoch of the 60,000 training images (median
of N rounds, 9 unless given), and for evaluating the 10,000 test images. With a baseline (see
bench/baseline.mjs) both do the same work in turns; the ratio is the engine's time divided by the
baseline's.`

const NETWORKS = [
  [784, 16, 16, 10],
  [784, 100, 10]
]
const BATCH_SIZES = [1, 10, 32, 128, 60_000]

/** A rate at which the network learns, so that the numbers met are those of real training. */
const rateFor = (batchSize) => (batchSize === 1 ? 0.25 : 1.5)

function row(...cells) {
  say(cells.map((cell, i) => (i === 0 ? cell.padEnd(14) : cell.padStart(12))).join(''))
}

/** In an order of no pattern that is the same every time: a multiple of each index. */
function scattered(count) {
  const STEP = 7919
  return Uint32Array.from({ length: count }, (_, i) => (i * STEP) % count)
}

function measureNetwork(layers, contenders, order, rounds) {
  const name = layers.join('-')
  for (const batchSize of BATCH_SIZES) {
    for (const contender of contenders) contender.start()
    const rate = rateFor(batchSize)
    const works = contenders.map((contender) => () => contender.train(order, batchSize, rate))
    const [engine, baseline] = compete(works, rounds)
    const samples = Math.round(order.length / engine.seconds).toLocaleString('en')
    const batch = batchSize === order.length ? 'all' : String(batchSize)
    const times = [engine, baseline].map((result) => (result ? result.seconds.toFixed(4) : '-'))
    row(name, batch, samples, ...times, baseline ? baseline.ratio.toFixed(2) : '-')
  }
  const [engine, baseline] = compete(
    contenders.map((contender) => () => contender.countRight()),
    rounds
  )
  const times = [engine, baseline].map((result) => (result ? result.seconds.toFixed(4) : '-'))
  const samples = Math.round(10_000 / engine.seconds).toLocaleString('en')
  row(name, 'evaluate', samples, ...times, baseline ? baseline.ratio.toFixed(2) : '-')
  const taken = contenders.map(({ millisecondsToTakeIn }) => Math.round(millisecondsToTakeIn))
  say(`  the training images were taken in within ${taken.join(' and ')} ms`)
}

runIfProgram(import.meta.url, async (args) => {
  const options = {
    rounds: { type: 'string' },
    baseline: { type: 'string' },
    help: { type: 'boolean' }
  }
  const { values } = parseArgs({ args, options })
  if (values.help) return say(USAGE)
  const rounds = Number(values.rounds ?? 9)
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new ExpectedFailure(`--rounds needs a whole number of rounds, not "${values.rounds}".`)
  }

  const makers = [await loadFastEngine()]
  if (values.baseline && existsSync(values.baseline)) makers.push(loadBaseline(values.baseline))
  else say(`There is no baseline to compare with: ${values.baseline ?? '--baseline FILE.wasm'}.`)
  const mnist = readMnist()
  const order = scattered(mnist.training.count)
  row('network', 'batch', 'samples/s', 'CPU s', 'baseline', 'ratio')
  for (const layers of NETWORKS) {
    measureNetwork(
      layers,
      makers.map((make) => make(layers, mnist)),
      order,
      rounds
    )
  }
})
