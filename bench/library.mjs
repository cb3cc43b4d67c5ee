/**
 * How quick the program is with thousands of runs in its library, measured in the built program.
 * Usage: node bench/library.mjs [--library FOLDER] [--runs N] [--rounds N] [--only TEXT]
 *
 * --library  a folder that bench/library-fill.mjs has filled; else one is filled for the occasion
 * --runs     so many runs in that one (10000)
 * --rounds   each figure is the median of so many (5)
 * --only     only what contains TEXT
 *
 * Other work on the machine tells at once in all of these figures.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { buildIfChanged } from '../scripts/build.mjs'
import { withDisplay } from '../scripts/setup/display.mjs'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/support/paths.mjs'
import { runIfProgram, say } from '../scripts/support/program.mjs'
import { fillFolder } from './library-fill.mjs'
import { measureAsking } from './library/asking.mjs'
import { Measuring } from './library/measuring.mjs'
import { measureComparison, measureLive, measureStart, measureTable } from './library/measures.mjs'
import { findRuns } from './library/runs.mjs'

const TEXT = { type: 'string' }
const OPTIONS = {
  library: TEXT,
  runs: { ...TEXT, default: '10000' },
  rounds: { ...TEXT, default: '5' },
  only: { ...TEXT, default: '' }
}

/** What the program itself wrote down of being held up. */
function sayWhatWasLogged(folder) {
  const file = join(folder, 'log', 'downhill.log')
  const log = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const lines = log.split('\n').filter((line) => line.includes(' pace: '))
  say(`\nin its log, about its main thread: ${lines.length === 0 ? 'nothing' : ''}`)
  for (const line of lines) say(`  ${line}`)
}

const sourceModule = async (...path) => (await runnerImport(join(root, ...path))).module

async function measure(folder, options) {
  const { Program } = await sourceModule('e2e', 'program.ts')
  const { PRESETS } = await sourceModule('src', 'shared', 'presets.ts')
  const { unpackRuns } = await sourceModule('src', 'shared', 'packed.ts')
  const program = await Program.launch(folder)
  try {
    const measuring = new Measuring(program, options)
    await measureStart(measuring)
    const runs = await findRuns(program, unpackRuns)
    say(`(${runs.count} runs in the list)`)
    await measureTable(measuring)
    await measureComparison(measuring, runs)
    await measureLive(measuring, runs, { ...PRESETS.plain, epochs: 200 })
    await measureAsking(measuring, runs)
  } finally {
    await program.close()
  }
  sayWhatWasLogged(folder)
}

runIfProgram(import.meta.url, async (args) => {
  const { values } = parseArgs({ args, options: OPTIONS })
  await setUp({ databaseInNode: true, electron: true, virtualDisplay: true })
  await buildIfChanged()
  const { temporaryDataFolder } = await sourceModule('e2e', 'program.ts')
  const own = values.library === undefined ? temporaryDataFolder() : undefined
  const folder = own?.folder ?? resolve(values.library)
  try {
    if (own) {
      await fillFolder(folder, { runs: Number(values.runs), withWeights: 500, fine: 20, seed: 1 })
    }
    await withDisplay(async ({ DISPLAY }) => {
      if (DISPLAY) process.env.DISPLAY = DISPLAY
      // some editors' terminals set it, and Electron would start as plain Node
      delete process.env.ELECTRON_RUN_AS_NODE
      await measure(folder, { rounds: Number(values.rounds), only: values.only })
    })
  } finally {
    own?.remove()
  }
})
