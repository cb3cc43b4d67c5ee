import { buildIfChanged } from './build.mjs'
import { countPlaywright } from './checking/counts.mjs'
import { countTests } from './checking/report.mjs'
import { withDisplay } from './setup/display.mjs'
import { newerNode } from './setup/newer-node.mjs'
import { setUp } from './setup.mjs'
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

/** Runs Playwright on the built program; returns its exit code. */
export function runPlaywright(args, additions = {}) {
  return withDisplay((environment) => {
    const env = { ...environment, DOWNHILL_NEWER_NODE: newerNode() ?? '', ...additions }
    // some editors' terminals set it, and Electron would start as plain Node
    delete env.ELECTRON_RUN_AS_NODE
    const tool = toolFile('@playwright/test', 'playwright')
    return runInForeground(process.execPath, [tool, 'test', ...args], { env })
  })
}

/** Runs all end-to-end tests and counts them. The machine must be set up, the program built. */
export async function countEndToEndTests() {
  const { counts } = await countTests('e2e', countPlaywright, async (file) => ({
    exitCode: await runPlaywright(['--project=program', '--reporter=dot,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: file
    })
  }))
  return counts
}

runIfProgram(import.meta.url, async (args) => {
  await setUp(E2E_NEEDS)
  await buildIfChanged()
  return runPlaywright(args)
})
