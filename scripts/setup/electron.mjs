import { ExpectedFailure, say } from '../support/program.mjs'
import {
  declaredElectron,
  downloadOfficialElectron,
  installedElectron
} from './official-electron.mjs'
import {
  hasSubstitute,
  isCurrentSubstitute,
  linkSubstituteElectron,
  SUBSTITUTE
} from './substitute-electron.mjs'
import {
  ensureSystemPackages,
  missingLibraries,
  probablyMissingLibraries
} from './system-packages.mjs'

const PURPOSE = 'to start Electron'

/**
 * Makes sure that an Electron is in place which can start here.
 * @param {object} options
 * @param {boolean} options.retryOfficial try the official download again although the substitute is in place
 * @param {() => Promise<void>} options.ensureAddon called as soon as it is clear that the substitute is used, whose
 *   Node-API is too old for the database addon that better-sqlite3 ships
 * @returns {Promise<{ executable: string, version: string, official: boolean }>}
 */
export async function ensureElectron({ retryOfficial, ensureAddon }) {
  const present = installedElectron()
  let reason = 'when this folder was set up'
  if (!present || (retryOfficial && !present.official)) {
    const fetching = fetchElectron(ensureAddon)
    await Promise.all([fetching, ensureSystemPackages(probablyMissingLibraries, PURPOSE)])
    reason = `(${await fetching})`
  } else if (!present.official) {
    if (!isCurrentSubstitute()) await linkSubstituteElectron()
    await ensureAddon()
  }
  const electron = installedElectron()
  if (process.platform === 'linux') {
    await ensureSystemPackages(() => missingLibraries(electron.executable), PURPOSE)
  }
  say(sentenceAbout(electron, reason))
  return electron
}

/** Puts an Electron in place; returns why it is not the official one, if it is not. */
async function fetchElectron(ensureAddon) {
  const failure = await downloadOfficialElectron(hasSubstitute())
  if (!failure) return undefined
  if (!hasSubstitute()) throw noElectron(failure)
  await Promise.all([linkSubstituteElectron(), ensureAddon()])
  return failure
}

function noElectron(reason) {
  return new ExpectedFailure(
    `Electron ${declaredElectron()} could not be downloaded (${reason}): check the network (behind a proxy, set HTTPS_PROXY) and try again.`
  )
}

function sentenceAbout(electron, reason) {
  if (electron.official) return `Using Electron ${electron.version}, the official one.`
  return (
    `Using Electron ${electron.version} from the npm package ${SUBSTITUTE.packageName}, because the official ` +
    `${declaredElectron()} could not be downloaded ${reason}; "npm run setup -- --retry" tries again.`
  )
}
