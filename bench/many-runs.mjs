/**
 * Whether a training process that takes one run after the other grows: 2,000 short runs of
 * different kinds, and its memory meanwhile. Usage: node bench/many-runs.mjs [RUNS]
 */
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { buildIfChanged } from '../scripts/build.mjs'
import { out, root } from '../scripts/support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, secondsSince } from '../scripts/support/program.mjs'

/** Runs after which the memory is looked at: each time the median over as many runs as a look takes. */
const LOOK_EVERY = 200
const LOOK_TAKES = 40
const PERMITTED_GROWTH = 0.05

/** What differs from run to run: all that has memory of its own. */
const KINDS = [
  {},
  { hiddenLayers: [64, 32] },
  { optimiser: 'momentum', momentum: 0.9 },
  { optimiser: 'adam', learningRate: 0.001, hiddenLayers: [100] },
  { shift: 1, batchSize: 64 },
  { shuffledLabels: 0.5 },
  { heldOut: 500 },
  { activation: 'sigmoid', cost: 'quadratic', hiddenLayers: [] }
]

function megabytes(processId) {
  const status = `/proc/${processId}/status`
  const kilobytes = existsSync(status)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(processId)])
  return Number(kilobytes) / 1024
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** A parent that stores nothing. @returns {Promise<string>} what came of the run */
async function train(child, start) {
  child.send(start)
  for (;;) {
    const [message] = await once(child, 'message')
    if (message.type === 'batch') child.send({ type: 'acknowledge', sequence: message.sequence })
    if (message.type === 'done') return message.outcome
    if (message.type === 'failed') throw new ExpectedFailure(message.error.message)
  }
}

runIfProgram(import.meta.url, async ([count = '2000']) => {
  await buildIfChanged()
  const shared = async (name) => (await runnerImport(join(root, 'src', ...name.split('/')))).module
  const { PRESETS } = await shared('shared/presets.ts')
  const { findDataset } = await shared('datasets/catalogue.ts')
  const { fingerprint } = findDataset('mnist')
  const child = fork(join(out, 'main', 'trainer.js'), [], { serialization: 'advanced' })
  await once(child, 'message')
  const begin = performance.now()
  const looks = []
  let seen = []
  for (let run = 1; run <= Number(count); run++) {
    const kind = KINDS[run % KINDS.length]
    const config = { ...PRESETS['quick-96'], epochs: 1, subset: 500, seed: run, ...kind }
    const start = { type: 'start', config, datasetFolder: join(out, 'resources'), fingerprint }
    const fresh = { pace: null, paused: false, from: null, rateChanges: [], bestScore: null }
    await train(child, { ...start, ...fresh })
    // what waits for the garbage collector comes and goes from run to run
    seen = [...seen, megabytes(child.pid)].slice(-LOOK_TAKES)
    if (run % LOOK_EVERY === 0) looks.push(median(seen))
  }
  child.kill()
  say(`${count} runs in ${secondsSince(begin)}`)
  say(`megabytes after each ${LOOK_EVERY}: ${looks.map((look) => look.toFixed(0)).join(', ')}`)
  const growth = looks[looks.length - 1] / looks[0] - 1
  say(`from the first look to the last: ${(100 * growth).toFixed(1)} %`)
  return growth > PERMITTED_GROWTH ? 1 : 0
})
