import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { buildWasm } from './build-wasm.mjs'
import { inWords, ONE_FAILED, sum } from './checking/counts.mjs'
import { allSteps } from './checking/steps.mjs'
import { packMnist } from './pack-mnist.mjs'
import { setUp } from './setup.mjs'
import { out } from './support/paths.mjs'
import { runIfProgram, say, secondsSince } from './support/program.mjs'

const NAME_WIDTH = 24

/**
 * Runs all checks that need no Electron, a line for each, and the output of those that fail.
 * The machine must be set up for the database in Node.
 * @returns {Promise<{ name: string, exitCode: number, output: string, counts: import('./checking/counts.mjs').Counts }[]>}
 */
export async function runChecks() {
  // sources and data that are made, not written: types and tests need them
  await Promise.all([buildWasm(), packMnist(join(out, 'resources', 'mnist'))])
  const waiting = allSteps()
  const results = []
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const begin = performance.now()
      const result = { name: step.name, ...(await attempt(step)) }
      results.push(result)
      sayResult(result, secondsSince(begin))
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
  return results
}

/** A step that cannot even be tried has failed, and does not keep the others from running. */
async function attempt(step) {
  try {
    return await step.start()
  } catch (failure) {
    return { exitCode: 1, output: failure.stack, counts: ONE_FAILED }
  }
}

function sayResult({ name, output, counts }, seconds) {
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok'
  const { passed, failed, skipped } = counts
  const tests = passed + failed + skipped > 1 ? `  ${inWords(counts)}` : ''
  say(`  ${name.padEnd(NAME_WIDTH)}${verdict.padEnd(8)}${seconds.padStart(7)}${tests}`)
  if (counts.failed > 0) say(output.trimEnd())
}

runIfProgram(import.meta.url, async () => {
  const begin = performance.now()
  await setUp({ databaseInNode: true })
  const total = sum((await runChecks()).map(({ counts }) => counts))
  say(`Checks: ${inWords(total)} (${secondsSince(begin)}).`)
  return total.failed > 0 ? 1 : 0
})
