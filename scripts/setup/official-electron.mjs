import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { nodeModules } from '../support/paths.mjs'
import { run } from '../support/processes.mjs'
import { say } from '../support/program.mjs'
import { installedPackage } from '../support/tools.mjs'

const electronFolder = join(nodeModules, 'electron')
/** Where the electron package looks for its program: a folder, and a file that names the program in it. */
export const distFolder = join(electronFolder, 'dist')
export const pathFile = join(electronFolder, 'path.txt')

/** A site that cannot be reached fails within seconds; this ends a download that merely crawls. */
const DOWNLOAD_MINUTES = { withSubstitute: 4, without: 20 }

/** The Electron that package.json asks for. */
export function declaredElectron() {
  return installedPackage('electron').version
}

/**
 * The Electron that is in place, official or not.
 * @returns {{ executable: string, version: string, official: boolean } | undefined}
 */
export function installedElectron() {
  const versionFile = join(distFolder, 'version')
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined
  const executable = join(distFolder, readFileSync(pathFile, 'utf8'))
  if (!existsSync(executable)) return undefined
  const version = readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
  return { executable, version, official: version === declaredElectron() }
}

/**
 * Downloads the official Electron with the installer of its own package.
 * @param {boolean} hasSubstitute whether there is another way if this one is slow
 * @returns {Promise<string | undefined>} why it failed, or undefined if it did not
 */
export async function downloadOfficialElectron(hasSubstitute) {
  say(`Downloading Electron ${declaredElectron()} (about 120 MB) …`)
  // what may lie here is a link into our cache, and the installer would write through it
  rmSync(distFolder, { recursive: true, force: true })
  rmSync(pathFile, { force: true })
  const minutes = hasSubstitute ? DOWNLOAD_MINUTES.withSubstitute : DOWNLOAD_MINUTES.without
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' }
  // the installer heeds a proxy only when told to
  if (env.HTTPS_PROXY || env.https_proxy) env.ELECTRON_GET_USE_PROXY ??= 'true'
  const { exitCode, output, timedOut } = await run(
    process.execPath,
    [join(electronFolder, 'install.js')],
    { timeoutSeconds: minutes * 60, env }
  )
  if (exitCode === 0 && installedElectron()) return undefined
  return timedOut ? `it took more than ${minutes} minutes` : reasonIn(output)
}

/** The one line of an error with a stack trace that a person can use. */
export function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const cause = lines.find((line) => line.startsWith('[cause]: '))
  const error =
    cause?.slice('[cause]: '.length) ?? lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0]
  return error.replace(/^\w*Error( \[\w+\])?: /, '') || 'no reason given'
}
