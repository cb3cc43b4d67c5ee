import { join } from 'node:path'
import { buildIfChanged } from './build.mjs'
import { ensureNodeModules } from './setup/node-modules.mjs'
import { needsOwnAddon } from './setup/sqlite-addon.mjs'
import { setUp } from './setup.mjs'
import { out } from './support/paths.mjs'
import { runInForeground } from './support/processes.mjs'
import { runIfProgram } from './support/program.mjs'

/**
 * Which runtime opens the database: this Node, unless its Node-API is too old for the shipped addon on a system
 * where none is compiled; then Electron, as plain Node.
 * @returns {'node' | 'electron'}
 */
export function chooseRuntime(nodeApi, platform) {
  return needsOwnAddon(nodeApi) && platform !== 'linux' ? 'electron' : 'node'
}

/** Downhill in the terminal. Sets up and builds what is missing, in silence where nothing is. */
async function runInTerminal(args) {
  // the output belongs to the program, which may have been asked for JSON
  console.log = console.error
  const runtime = chooseRuntime(process.versions.napi, process.platform)
  await ensureNodeModules()
  const needs = runtime === 'node' ? { databaseInNode: true } : { electron: true }
  const [electron] = await Promise.all([setUp(needs), buildIfChanged()])
  const program = [join(out, 'main', 'cli.js'), ...args]
  // where npm was called, so that the files it is given are found
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
  const cwd = (script === 'downhill' && calledFrom) || process.cwd()
  if (runtime === 'node') return runInForeground(process.execPath, program, { cwd })
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return runInForeground(electron.executable, program, { cwd, env })
}

runIfProgram(import.meta.url, runInTerminal)
