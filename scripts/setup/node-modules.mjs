import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, nodeModules } from '../support/paths.mjs'
import { runOrFail } from '../support/processes.mjs'
import { say, secondsSince } from '../support/program.mjs'
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

function isInstalled() {
  // npm writes this record last, so that it is missing after an interrupted installation
  const record = join(nodeModules, '.package-lock.json')
  if (!existsSync(record)) return false
  return fulfilsLock(readJson(join(root, 'package-lock.json')), readJson(record))
}

/** Installs what the lock file names, unless it is there already. */
export async function ensureNodeModules() {
  if (isInstalled()) return
  const begin = performance.now()
  say('Installing the npm packages …')
  // no package may run code of its own while it is installed; what that code would do, the set-up does itself
  const npm = npmCommand(['ci', '--ignore-scripts', '--include=dev', '--loglevel=error'])
  await runOrFail(
    'The npm packages could not be installed: check the network (or npm’s registry setting) and try again. npm says:',
    npm.command,
    npm.args,
    npm.options
  )
  say(`The npm packages are installed (${secondsSince(begin)}).`)
}
