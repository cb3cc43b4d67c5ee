import { ensureElectron } from './setup/electron.mjs'
import { hasDisplay } from './setup/display.mjs'
import { ensureNewerNode } from './setup/newer-node.mjs'
import {
  ensureElectronegativity,
  ensureNodeModules,
  ensureOnnxRuntime
} from './setup/node-modules.mjs'
import { ensureSqliteAddon, needsOwnAddon } from './setup/sqlite-addon.mjs'
import {
  ensureSystemPackages,
  missingCommands,
  offerSystemPackages
} from './setup/system-packages.mjs'
import { runIfProgram, say, secondsSince } from './support/program.mjs'

/**
 * Makes this machine ready for a command, and for no more than that: packages from npm, Electron, the database's
 * addon, a virtual display. What is there already is left alone, so that a second time takes no time.
 * @param {object} needs
 * @param {boolean} [needs.databaseInNode] the command opens the database in Node, not only in Electron
 * @param {boolean} [needs.electron] the command starts Electron
 * @param {boolean} [needs.virtualDisplay] the command shows windows also where there is no display
 * @param {boolean} [needs.newerNode] the command compares what Node makes of a run with what a newer one does
 * @param {boolean} [needs.onnxRuntime] the command has another program read the networks that Downhill writes
 * @param {boolean} [needs.sourcesReader] the command has the sources read for the mistakes made with Electron
 * @param {boolean} [needs.callsReader] the command has the program's calls to the system watched, where that can be had
 * @param {boolean} [needs.retryOfficial] try again to download the official Electron
 * @returns {Promise<{ executable: string, version: string, official: boolean } | undefined>} the Electron, if needed
 */
export async function setUp(needs) {
  const { databaseInNode, electron, virtualDisplay, newerNode, onnxRuntime, sourcesReader } = needs
  await ensureNodeModules()
  // both runtimes use one and the same addon
  let addon
  const ensureAddon = () => (addon ??= ensureSqliteAddon())
  const parts = []
  if (databaseInNode && needsOwnAddon(process.versions.napi)) parts.push(ensureAddon())
  if (virtualDisplay && !hasDisplay()) {
    parts.push(
      ensureSystemPackages(() => missingCommands(['Xvfb']), 'to show windows without a display')
    )
  }
  if (newerNode) parts.push(ensureNewerNode())
  if (onnxRuntime) parts.push(ensureOnnxRuntime())
  if (sourcesReader) parts.push(ensureElectronegativity())
  const { retryOfficial = false } = needs
  const electronPart = electron ? ensureElectron({ retryOfficial, ensureAddon }) : undefined
  await Promise.all([electronPart, ...parts])
  // on its own: what fails here must not fail with what is needed
  if (needs.callsReader) {
    await offerSystemPackages(() => missingCommands(['strace']), "to watch the program's calls")
  }
  return electronPart
}

runIfProgram(import.meta.url, async (args) => {
  const begin = performance.now()
  await setUp({
    databaseInNode: true,
    electron: true,
    virtualDisplay: true,
    newerNode: true,
    onnxRuntime: true,
    sourcesReader: true,
    callsReader: true,
    retryOfficial: args.includes('--retry')
  })
  say(`Everything is set up (${secondsSince(begin)}).`)
})
