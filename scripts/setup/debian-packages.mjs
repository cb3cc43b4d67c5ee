import { spawnSync } from 'node:child_process'

/**
 * The Debian package of every system thing that the scripts can miss. Where releases differ in the name (Debian 13
 * and Ubuntu 24.04 added "t64"), the newer name stands first.
 */
const PACKAGES = {
  'g++': ['g++'],
  Xvfb: ['xvfb'],
  strace: ['strace'],
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

/** The names of all libraries that Electron is known to need. */
export const KNOWN_LIBRARIES = Object.keys(PACKAGES).filter((name) => /\.so(\.|$)/.test(name))

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

/** Whether apt's lists have a package of that name to install. */
export function isOfferedByApt(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' })
  return /Candidate: (?!\(none\))/.test(stdout ?? '')
}
