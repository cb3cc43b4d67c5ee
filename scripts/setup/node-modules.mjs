import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/paths.mjs'
import { runOrFail } from '../support/processes.mjs'
import { ExpectedFailure, say, secondsSince } from '../support/program.mjs'
import { npmCommand, readJson } from '../support/tools.mjs'

/**
 * Whether npm's record of what is installed fulfils the lock file. Contents are compared rather than times,
 * because a checkout gives every file a new time.
 * @param {{ packages: object }} lock package-lock.json
 * @param {{ packages: object }} installed node_modules/.package-lock.json
 */
export function fulfilsLock(lock, installed) {
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true
    const present = installed.packages[path]
    if (!present) return isForSomeSystemsOnly(wanted)
    return present.version === wanted.version && present.integrity === wanted.integrity
  })
}

function isForSomeSystemsOnly(entry) {
  return Boolean(
    entry.optional || entry.devOptional || entry.extraneous || entry.os || entry.cpu || entry.libc
  )
}

function isInstalled(folder) {
  // npm writes this record last, so that it is missing after an interrupted installation
  const record = join(folder, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  return fulfilsLock(readJson(join(folder, 'package-lock.json')), readJson(record))
}

/** Installs what the lock file in the folder names, unless it is there already. */
async function ensurePackages(folder, names) {
  if (isInstalled(folder)) return
  const begin = performance.now()
  say(`Installing ${names} …`)
  // no package may run code of its own while it is installed; what that code would do, the set-up does itself
  const npm = npmCommand(['ci', '--ignore-scripts', '--include=dev', '--loglevel=error'])
  await runOrFail(
    `${capitalise(names)} could not be installed: check the network (or npm’s registry setting) and try again. npm says:`,
    npm.command,
    npm.args,
    { ...npm.options, cwd: folder }
  )
  say(`${capitalise(names)} are installed (${secondsSince(begin)}).`)
}

const capitalise = (words) => words[0].toUpperCase() + words.slice(1)

/** Installs what the program and its tools need. */
export function ensureNodeModules() {
  return ensurePackages(root, 'the npm packages')
}

/** Installs what makes the packages. */
export function ensurePackagingTools() {
  return ensurePackages(join(root, 'packaging'), 'the tools that make packages')
}

/** Installs, apart from the program's packages, another program that reads what Downhill writes. */
export function ensureOnnxRuntime() {
  return ensureIfPossible(join(root, 'e2e', 'onnx'), 'the packages of ONNX Runtime')
}

/** Likewise a reader of the sources that looks for the mistakes that are made with Electron. */
export function ensureElectronegativity() {
  return ensureIfPossible(
    join(root, 'checks', 'electronegativity'),
    'the packages of electronegativity'
  )
}

/** Where they cannot be had, the tests that need them say so, and all others are run. */
async function ensureIfPossible(folder, names) {
  try {
    await ensurePackages(folder, names)
  } catch (failure) {
    if (!(failure instanceof ExpectedFailure)) throw failure
    say(failure.message)
  }
}
