import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { run } from '../support/processes.mjs'
import { ExpectedFailure, say, secondsSince } from '../support/program.mjs'
import { choosePackages, isOfferedByApt, KNOWN_LIBRARIES } from './debian-packages.mjs'

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

const isDebian = () => existsSync('/etc/debian_version')

/**
 * Guesses what `missingLibraries` will say of an Electron that is not there yet, so that it can be installed while
 * Electron is fetched. Elsewhere than on Debian a library may lie where this does not look: no guess.
 */
export function probablyMissingLibraries() {
  if (!isDebian()) return []
  const { stdout, status } = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  if (status !== 0) return []
  const present = new Set(stdout.split('\n').map((line) => line.trim().split(' ')[0]))
  return KNOWN_LIBRARIES.filter((name) => !present.has(name))
}

/** What is asked for and not yet looked after. @type {{ findMissing: () => string[], purpose: string }[]} */
const requests = []
let installation

/**
 * Makes sure that nothing is missing, with apt where that is possible. What is asked for while apt is busy waits, and
 * is then installed in one go: apt locks its lists against itself.
 * @param {() => string[]} findMissing names what is missing now: commands and library file names
 * @param {string} purpose what it is for: "to do something"
 */
export async function ensureSystemPackages(findMissing, purpose) {
  if (findMissing().length === 0) return
  const request = { findMissing, purpose }
  requests.push(request)
  while (requests.includes(request)) {
    installation ??= installRequested().finally(() => {
      installation = undefined
    })
    await installation
  }
}

/**
 * The same for what can be done without: installed where nobody has to be asked for it. Where that fails, what is
 * for it is skipped, with its own sentence.
 */
export async function offerSystemPackages(findMissing, purpose) {
  if (mayInstall()) await ensureSystemPackages(findMissing, purpose).catch(() => undefined)
}

const mayInstall = () => isDebian() && process.getuid() === 0

async function installRequested() {
  const canInstall = mayInstall()
  // so that the one command that is shown contains all that is needed
  if (!canInstall) await setImmediate()
  const batch = requests.splice(0)
  const missing = missingIn(batch)
  if (missing.length === 0) return
  if (!canInstall) throw new ExpectedFailure(`${sentenceAbout(batch)}: ${remedyFor(missing)}`)
  const begin = performance.now()
  say(`${sentenceAbout(batch)}: installing with apt-get …`)
  await installWithApt(missing)
  if (missingIn(batch).length > 0) {
    throw new ExpectedFailure(
      `${sentenceAbout(batch)}: apt-get did not bring it, install it by hand.`
    )
  }
  say(`apt-get has installed it (${secondsSince(begin)}).`)
}

const missingIn = (batch) => [...new Set(batch.flatMap(({ findMissing }) => findMissing()))]

function sentenceAbout(batch) {
  const parts = batch
    .map(({ findMissing, purpose }) => ({ missing: findMissing(), purpose }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ missing, purpose }) => `${missing.join(', ')} (${purpose})`)
  return `This system lacks ${parts.join('; ')}`
}

function remedyFor(missing) {
  const packages = isDebian() && choosePackages(missing, isOfferedByApt)
  return packages
    ? `run sudo sh -c "apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}" and try again.`
    : 'install it with the package manager of this system and try again.'
}

let listsAreFresh = false

async function installWithApt(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=120']
  // an update that fails is no reason to stop: the lists that are there may be enough
  if (!listsAreFresh) await run('apt-get', ['update', ...waitForLock], { env })
  listsAreFresh = true
  const packages = choosePackages(missing, isOfferedByApt)
  if (!packages) {
    throw new ExpectedFailure(
      `No package is known for one of ${missing.join(', ')}: install it by hand and try again.`
    )
  }
  const install = ['install', '-y', '--no-install-recommends', ...waitForLock, ...packages]
  const { exitCode, output } = await run('apt-get', install, { env })
  if (exitCode === 0) return
  throw new ExpectedFailure(
    `apt-get could not install ${packages.join(' ')}: mend what it says and try again.\n${output.trim().slice(-1500)}`
  )
}
