import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { buildWasm } from './build-wasm.mjs'
import { fingerprint, sizes } from './building/fingerprint.mjs'
import { writeLicences } from './licences/write.mjs'
import { packMnist } from './pack-mnist.mjs'
import { ensureNodeModules } from './setup/node-modules.mjs'
import { writeWhole } from './support/files.mjs'
import { out, root } from './support/paths.mjs'
import { runOrFail } from './support/processes.mjs'
import { runIfProgram, say, secondsSince } from './support/program.mjs'
import { readJson, toolFile } from './support/tools.mjs'

/** All that a build depends on. */
const SOURCES = [
  'src',
  'resources',
  'CHANGELOG.md',
  'LICENSE',
  'scripts/build.mjs',
  'scripts/build-wasm.mjs',
  'scripts/licences',
  'scripts/pack-mnist.mjs',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'tsconfig.web.json'
]
/** The folders in out/ that make up the program. */
const RESULTS = ['main', 'preload', 'renderer', 'resources', 'licences']
const stampFile = join(out, 'build-stamp.json')

const isSource = (path) => !/\.test\.(ts|mjs)$|\/generated\//.test(path)
const sourcesNow = () => fingerprint(root, SOURCES, isSource)

function isUpToDate() {
  if (!existsSync(stampFile)) return false
  const stamp = readJson(stampFile)
  return stamp.sources === sourcesNow() && isDeepStrictEqual(stamp.results, sizes(out, RESULTS))
}

/** Builds the program into out/: the compiled kernels, MNIST, then the program itself. Needs no Electron. */
export async function build() {
  const begin = performance.now()
  say('Building …')
  rmSync(stampFile, { force: true })
  // taken before the build: what is edited meanwhile may not be in it
  const sources = sourcesNow()
  await Promise.all([packMnist(join(out, 'resources', 'mnist')), bundle()])
  writeLicences()
  mkdirSync(out, { recursive: true })
  writeWhole(stampFile, JSON.stringify({ sources, results: sizes(out, RESULTS) }, null, 2))
  say(`Built (${secondsSince(begin)}).`)
}

async function bundle() {
  await buildWasm()
  await runOrFail('The build failed:', process.execPath, [toolFile('electron-vite'), 'build'])
}

/** Builds only where something has changed since the last build. */
export async function buildIfChanged() {
  if (!isUpToDate()) await build()
}

runIfProgram(import.meta.url, async () => {
  await ensureNodeModules()
  await build()
})
