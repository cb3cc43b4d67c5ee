import { build } from './build.mjs'
import { runChecks } from './check.mjs'
import { inWords, NOTHING, ONE_FAILED, sum } from './checking/counts.mjs'
import { countEndToEndTests, E2E_NEEDS } from './e2e.mjs'
import { countSuite, SUITES } from './suite.mjs'
import { ensureNodeModules } from './setup/node-modules.mjs'
import { setUp } from './setup.mjs'
import { runIfProgram, say, sayFailure, secondsSince } from './support/program.mjs'

/**
 * Runs one part of the whole and shows how it went. A part that breaks off counts as one failure.
 * @param {string} name
 * @param {() => Promise<import('./checking/counts.mjs').Counts>} work
 */
async function stage(name, work) {
  const begin = performance.now()
  say(`\n== ${name}`)
  let counts
  try {
    counts = await work()
  } catch (failure) {
    sayFailure(failure)
    counts = ONE_FAILED
  }
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok'
  say(`== ${name}: ${verdict} in ${secondsSince(begin)}`)
  return counts
}

/** For work that has no tests of its own: nothing to count, unless it fails. */
const uncounted = (work) => async () => {
  await work()
  return NOTHING
}

/** In their short forms: each suite's command has a long one. */
const TESTS_OF_THE_PROGRAM = [
  ['end-to-end tests', countEndToEndTests],
  ...SUITES.map((name) => [`${name} suite`, () => countSuite(name)])
]

async function notRun() {
  say('Not run, because the set-up or the build failed.')
  return ONE_FAILED
}

async function runStages() {
  const packages = await stage('packages', uncounted(ensureNodeModules))
  // without the tools there is nothing that could be tried
  if (packages.failed > 0) return [packages]
  const machine = await stage(
    'set-up',
    uncounted(() => setUp(E2E_NEEDS))
  )
  const checks = await stage('checks', async () =>
    sum((await runChecks()).map(({ counts }) => counts))
  )
  const program = await stage('build', uncounted(build))
  const isReady = machine.failed + program.failed === 0
  const tests = []
  for (const [name, count] of TESTS_OF_THE_PROGRAM) {
    tests.push(await stage(name, isReady ? count : notRun))
  }
  return [packages, machine, checks, program, ...tests]
}

runIfProgram(import.meta.url, async () => {
  const total = sum(await runStages())
  say(`\n${inWords(total)}`)
  return total.failed > 0 ? 1 : 0
})
