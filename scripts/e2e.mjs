import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfChanged } from './build.mjs'
import { countPlaywright, judgeParts } from './checking/counts.mjs'
import { countTests } from './checking/report.mjs'
import { withDisplay } from './setup/display.mjs'
import { newerNode } from './setup/newer-node.mjs'
import { setUp } from './setup.mjs'
import { root } from './support/paths.mjs'
import { runInForeground } from './support/processes.mjs'
import { runIfProgram } from './support/program.mjs'
import { toolFile } from './support/tools.mjs'

/** What a machine needs for the end-to-end tests. They also run the command line, and compare runs, in Node. */
export const E2E_NEEDS = {
  databaseInNode: true,
  electron: true,
  virtualDisplay: true,
  newerNode: true,
  onnxRuntime: true,
  sourcesReader: true,
  callsReader: true
}

/** Each has a display of its own (playwright.config.ts). */
const MOST_WORKERS = 2

/** Runs Playwright on the built program; returns its exit code. */
export function runPlaywright(args, additions = {}) {
  return withDisplay((environment) => {
    const env = { ...environment, DOWNHILL_NEWER_NODE: newerNode() ?? '', ...additions }
    // some editors' terminals set it, and Electron would start as plain Node
    delete env.ELECTRON_RUN_AS_NODE
    const tool = toolFile('@playwright/test', 'playwright')
    return runInForeground(process.execPath, [tool, 'test', ...args], { env })
  }, MOST_WORKERS)
}

const TOGETHER = {
  report: '',
  words: [`--workers=${MOST_WORKERS}`, '--grep-invert=@alone', '--output=test-results/together']
}
const ALONE = {
  report: '-alone',
  words: ['--workers=1', '--grep=@alone', '--output=test-results/alone']
}

/** Two tests share the cores, then those that are marked with ALONE (e2e/trials.ts) have them to themselves. */
function turnsOf(project) {
  const own = join(root, 'e2e', project)
  const folder = existsSync(own) ? own : join(root, 'e2e')
  const isMarked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts'))
    .some((path) => /\bALONE\b/.test(readFileSync(join(folder, path), 'utf8')))
  return isMarked ? [TOGETHER, ALONE] : [TOGETHER]
}

/**
 * Runs the tests of one of Playwright's projects and counts them. The machine must be set up, the program built.
 * @param {string} project
 * @param {{ additions?: object, args?: string[] }} [options] environment; with args of Playwright's the tests that they
 *   choose run one at a time
 * @returns {Promise<{ counts: import('./checking/counts.mjs').Counts, reports: object[] }>} what Playwright wrote
 */
export async function countProject(project, { additions = {}, args = [] } = {}) {
  const turns = args.length > 0 ? [{ report: '', words: args }] : turnsOf(project)
  const options = [`--project=${project}`, '--reporter=dot,json', '--pass-with-no-tests']
  const counted = []
  for (const { report, words } of turns) {
    const run = (file) =>
      runPlaywright([...options, ...words], { ...additions, PLAYWRIGHT_JSON_OUTPUT_FILE: file })
    counted.push(
      await countTests(`${project}${report}`, countPlaywright, async (file) => ({
        exitCode: await run(file)
      }))
    )
  }
  const reports = counted.map(({ report }) => report).filter(Boolean)
  return { counts: judgeParts(counted.map(({ counts }) => counts)), reports }
}

/** Runs all end-to-end tests of the program and counts them. The machine must be set up, the program built. */
export async function countEndToEndTests() {
  return (await countProject('program')).counts
}

runIfProgram(import.meta.url, async (args) => {
  await setUp(E2E_NEEDS)
  await buildIfChanged()
  return runPlaywright(args)
})
