import { installedElectron } from '../setup/official-electron.mjs'
import { root } from '../support/paths.mjs'
import { readJson } from '../support/tools.mjs'

/** The words by which electron-builder is given a certificate. */
const CERTIFICATES = ['CSC_LINK', 'WIN_CSC_LINK', 'CSC_NAME']
/** Nobody expects a signature within a Linux package: there the place that it comes from vouches for it. */
const SIGNS = ['win32', 'darwin']

/**
 * What a person must be told of a package made here and now.
 * @returns {{ testBuild: boolean, signed: boolean }} testBuild: it carries another Electron than the declared one
 */
export function buildMarks({
  electron = installedElectron(),
  environment = process.env,
  platform = process.platform
} = {}) {
  const hasCertificate = CERTIFICATES.some((name) => environment[name])
  return { testBuild: !electron?.official, signed: SIGNS.includes(platform) && hasCertificate }
}

/** "0.1.0" or "0.1.0-test-build": what stands in the name of every package. */
export function markedVersion(marks = buildMarks(), platform = process.platform) {
  const { version } = readJson(`${root}/package.json`)
  const words = [version]
  if (marks.testBuild) words.push('test-build')
  if (!marks.signed && SIGNS.includes(platform)) words.push('unsigned')
  return words.join('-')
}
