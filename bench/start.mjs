/**
 * How long the built program takes from its start until it can be used, with an empty library and with many runs.
 * Usage: node bench/start.mjs [--library FOLDER] [--runs N] [--rounds N]
 *
 * --library  a folder that bench/library-fill.mjs has filled; else one is filled for the occasion
 * --runs     so many runs in that one (10000)
 * --rounds   starts of each (7); the first of an empty folder is the cold one: nothing is compiled ahead
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { buildIfChanged } from '../scripts/build.mjs'
import { withDisplay } from '../scripts/setup/display.mjs'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/support/paths.mjs'
import { runIfProgram, say } from '../scripts/support/program.mjs'
import { median } from './figures.mjs'
import { fillFolder } from './library-fill.mjs'

const TEXT = { type: 'string' }
const OPTIONS = {
  library: TEXT,
  runs: { ...TEXT, default: '10000' },
  rounds: { ...TEXT, default: '7' }
}

const line = (what, { home, runs, work, waited }) =>
  say(
    `${what.padEnd(34)} Home ${home.toFixed(0).padStart(5)} ms   Runs ${runs.toFixed(0).padStart(5)} ms   ` +
      `at work ${work.toFixed(0).padStart(5)} ms   waiting ${waited.toFixed(0).padStart(5)} ms`
  )

const medians = (times) =>
  Object.fromEntries(
    ['home', 'runs', 'work', 'waited'].map((name) => [name, median(times.map((one) => one[name]))])
  )

async function measure(measureStart, what, folder, rounds) {
  line(`${what}, cold`, await measureStart(folder))
  const warm = []
  for (let round = 1; round < rounds; round++) warm.push(await measureStart(folder))
  const found = medians(warm)
  line(`${what}, warm (${warm.length})`, found)
  return found
}

runIfProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS })
  const rounds = Number(values.rounds)
  await setUp({ databaseInNode: true, electron: true, virtualDisplay: true })
  await buildIfChanged()
  const { module } = await runnerImport(join(root, 'e2e', 'endurance', 'start-time.ts'))
  const own = mkdtempSync(join(tmpdir(), 'downhill-start-'))
  const full = values.library === undefined ? join(own, 'full') : resolve(values.library)
  try {
    if (values.library === undefined) {
      await fillFolder(full, { runs: Number(values.runs), withWeights: 100, fine: 5, seed: 1 })
    }
    await withDisplay(async ({ DISPLAY }) => {
      if (DISPLAY) process.env.DISPLAY = DISPLAY
      // some editors' terminals set it, and Electron would start as plain Node
      delete process.env.ELECTRON_RUN_AS_NODE
      const few = await measure(module.measureStart, 'empty library', join(own, 'empty'), rounds)
      const many = await measure(module.measureStart, 'full library', full, rounds)
      say(`full against empty, warm: ${(many.home / few.home).toFixed(2)} times as long`)
    })
  } finally {
    rmSync(own, { recursive: true, force: true, maxRetries: 10 })
  }
})
