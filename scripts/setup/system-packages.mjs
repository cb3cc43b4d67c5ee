import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { ExpectedFailure, say, secondsSince } from '../support/program.mjs'
import { run } from '../support/processes.mjs'

/**
 * The Debian package of every system thing that the scripts can miss. Where releases differ in the name (Debian 13
 * and Ubuntu 24.04 added "t64"), the newer name stands first.
 */
const PACKAGES = {
  'g++': ['g++'],
  Xvfb: ['xvfb'],
  'libX11.so.6': ['libx11-6'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libXrandr.so.2': ['libxrandr2'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libxcb.so.1': ['libxcb1'],
  'libxkbcommon.so.0': ['libxkbcommon0']
}

/** The shared libraries that a program needs and the system has not (Linux). */
export function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' })
  return [...(stdout ?? '').matchAll(/(\S+) => not found/g)].map((match) => match[1])
}

/** Those of the given commands that no folder of PATH holds. */
export function missingCommands(commands, environment = process.env) {
  const folders = (environment.PATH ?? '').split(':').filter(Boolean)
  return commands.filter((command) => !folders.some((folder) => existsSync(`${folder}/${command}`)))
}

/**
 * Picks one Debian package for each missing thing.
 * @param {string[]} missing commands and library file names
 * @param {(name: string) => boolean} isOffered whether this release has a package of that name
 * @returns {string[] | undefined} undefined where no package is known for one of the things
 */
export function choosePackages(missing, isOffered) {
  const chosen = missing.map((thing) => {
    const names = PACKAGES[thing] ?? []
    return names.find(isOffered) ?? names.at(-1)
  })
  return chosen.includes(undefined) ? undefined : [...new Set(chosen)]
}

function isOfferedByApt(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}

let lastInstallation = Promise.resolve()

/**
 * Makes sure that nothing is missing, with apt where that is possible.
 * @param {() => string[]} findMissing names what is missing now: commands and library file names
 * @param {string} purpose what needs them, at the start of a sentence
 */
export function ensureSystemPackages(findMissing, purpose) {
  // one after the other: apt locks its lists against itself
  const installation = lastInstallation.then(() => installMissing(findMissing, purpose))
  lastInstallation = installation.catch(() => undefined)
  return installation
}

async function installMissing(findMissing, purpose) {
  const missing = findMissing()
  if (missing.length === 0) return
  const list = missing.join(', ')
  const isDebian = existsSync('/etc/debian_version')
  if (!isDebian || process.getuid() !== 0) {
    const packages = isDebian && choosePackages(missing, isOfferedByApt)
    const remedy = packages
      ? `run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
      : 'install it with the package manager of this system, then try again.'
    throw new ExpectedFailure(`${purpose} needs what this system has not (${list}): ${remedy}`)
  }
  const begin = performance.now()
  say(`${purpose} needs ${list}: installing with apt-get …`)
  await installWithApt(missing, purpose)
  const left = findMissing()
  if (left.length > 0) {
    throw new ExpectedFailure(
      `${purpose} needs ${left.join(', ')}, which apt-get did not bring: install it by hand.`
    )
  }
  say(`apt-get has installed it (${secondsSince(begin)}).`)
}

let listsAreFresh = false

async function installWithApt(missing, purpose) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=120']
  // an update that fails is no reason to stop: the lists that are there may be enough
  if (!listsAreFresh) await run('apt-get', ['update', ...waitForLock], { env })
  listsAreFresh = true
  const packages = choosePackages(missing, isOfferedByApt)
  if (!packages) {
    throw new ExpectedFailure(
      `${purpose} needs ${missing.join(', ')}: install it by hand, then try again.`
    )
  }
  const install = ['install', '-y', '--no-install-recommends', ...waitForLock, ...packages]
  const { exitCode, output } = await run('apt-get', install, { env })
  if (exitCode === 0) return
  throw new ExpectedFailure(
    `apt-get could not install ${packages.join(' ')}: mend what it says, then try again.\n${output.trim().slice(-1500)}`
  )
}
