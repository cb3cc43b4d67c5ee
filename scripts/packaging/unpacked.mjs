import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { join, relative } from 'node:path'
import { fingerprint, sizes } from '../building/fingerprint.mjs'
import { ensurePackagingTools } from '../setup/node-modules.mjs'
import { installedElectron } from '../setup/official-electron.mjs'
import { writeWhole } from '../support/files.mjs'
import { root } from '../support/paths.mjs'
import { say, secondsSince } from '../support/program.mjs'
import { readJson } from '../support/tools.mjs'
import { layOutApp } from './app-folder.mjs'
import { runElectronBuilder } from './electron-builder.mjs'
import { renderIcons } from './icons.mjs'
import { buildMarks } from './marks.mjs'
import { dist, iconFolder, unpackedFolder, workshop } from './places.mjs'

const stampFile = join(workshop, 'unpacked-stamp.json')
/** All that the unpacked program depends on, beside the Electron in place. */
const SOURCES = [
  'out/build-stamp.json',
  'out/licences',
  'packaging',
  'scripts/packaging',
  'package.json',
  'LICENSE'
]
const TARGET = { linux: '--linux', win32: '--win', darwin: '--mac' }

const isSource = (path) => !/\.test\.mjs$|^packaging\/node_modules\//.test(path)
const sourcesNow = () =>
  JSON.stringify([fingerprint(root, SOURCES, isSource), installedElectron(), buildMarks()])
const resultNow = () => sizes(dist, [relative(dist, unpackedFolder())])

/**
 * The program as every package holds it, in a folder; made only where something changed since the last time.
 * The machine must be set up, the program built.
 * @returns {Promise<string>} the folder
 */
export async function ensureUnpacked() {
  if (isUpToDate()) return unpackedFolder()
  const begin = performance.now()
  say('Packaging …')
  rmSync(stampFile, { force: true })
  const sources = sourcesNow()
  await prepareApp()
  rmSync(unpackedFolder(), { recursive: true, force: true })
  await runElectronBuilder([TARGET[process.platform], 'dir', `--${process.arch}`])
  writeWhole(stampFile, JSON.stringify({ sources, result: resultNow() }))
  say(`Packaged: ${unpackedFolder()} (${secondsSince(begin)}).`)
  return unpackedFolder()
}

/** What electron-builder takes in: the program laid out, and its icons. */
export async function prepareApp() {
  await ensurePackagingTools()
  layOutApp()
  mkdirSync(iconFolder, { recursive: true })
  await renderIcons(iconFolder)
}

function isUpToDate() {
  if (!existsSync(stampFile)) return false
  const stamp = readJson(stampFile)
  return stamp.sources === sourcesNow() && isDeepStrictEqual(stamp.result, resultNow())
}
