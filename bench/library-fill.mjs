/**
 * Fills a folder with a library of many runs, to measure on. Usage:
 *   node bench/library-fill.mjs FOLDER [--runs N] [--weights N|all] [--fine N] [--seed N]
 *
 * --weights  so many of the last runs keep all the weights that the default policy keeps (500);
 *            the others keep the first and the last: all of them would come to 17 GB
 * --fine     so many imported runs besides, with curves of 10,000 points (20)
 *
 * Then: DOWNHILL_DATA=FOLDER npm start, or node bench/library.mjs --library FOLDER
 */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { setUp } from '../scripts/setup.mjs'
import { root } from '../scripts/support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, secondsSince } from '../scripts/support/program.mjs'

/** The last run of every library is begun at the same moment, so that two are alike. */
const END = Date.UTC(2026, 5, 30, 12)

const OPTIONS = {
  runs: { type: 'string', default: '10000' },
  weights: { type: 'string', default: '500' },
  fine: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' }
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`

function wholeNumber(values, name) {
  const number = Number(values[name])
  if (Number.isInteger(number) && number >= 0) return number
  throw new ExpectedFailure(`--${name} needs a whole number, not "${values[name]}".`)
}

/** A line for every two thousand runs. */
function sayProgress() {
  let said = 0
  return (done) => {
    if (done - said < 2000) return
    said = done
    say(`… ${done} runs`)
  }
}

/**
 * Fills the folder, and says what is in it.
 * @param {string} folder in which there is no library yet
 * @param {{ runs: number, withWeights: number, fine: number, seed: number }} options
 */
export async function fillFolder(folder, options) {
  const file = join(folder, 'downhill.sqlite')
  if (existsSync(file)) throw new ExpectedFailure(`There is a library in ${folder} already.`)
  mkdirSync(folder, { recursive: true })
  await setUp({ databaseInNode: true })
  const { module } = await runnerImport(join(root, 'bench', 'library', 'fill.ts'))
  const begin = performance.now()
  const filled = module.fillLibrary({ ...options, file, end: END, progress: sayProgress() })
  const { runs, points, epochs, checkpoints, checkpointBytes } = filled
  say(`${runs} runs, ${points} points of cost curves, ${epochs} epochs (${secondsSince(begin)})`)
  say(`${checkpoints} checkpoints of ${megabytes(checkpointBytes)}`)
  say(`the library: ${megabytes(statSync(file).size)} in ${folder}`)
}

runIfProgram(import.meta.url, async (args) => {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
  const [folder] = positionals
  if (!folder) throw new ExpectedFailure('Which folder? Say: node bench/library-fill.mjs FOLDER')
  const runs = wholeNumber(values, 'runs')
  const withWeights = values.weights === 'all' ? runs : wholeNumber(values, 'weights')
  const fine = wholeNumber(values, 'fine')
  const seed = wholeNumber(values, 'seed')
  await fillFolder(resolve(folder), { runs, withWeights, fine, seed })
})
