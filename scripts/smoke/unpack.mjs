import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { runOrFail } from '../support/processes.mjs'

/**
 * How each kind of package is brought to where it can be started without being installed for everybody. An installer
 * is the exception: it installs for this person, and is then removed.
 */
const KINDS = [
  ['linux', /\.tar\.gz$/, (file, to) => command('tar', ['-xzf', file, '-C', to])],
  ['linux', /\.deb$/, (file, to) => command('dpkg-deb', ['-x', file, to])],
  ['linux', /\.AppImage$/, unpackAppImage],
  ['win32', /\.zip$/, (file, to) => command(windowsTar(), ['-xf', file, '-C', to])],
  ['win32', /\.msi$/, (file, to) => command('msiexec', ['/a', file, '/qn', `TARGETDIR=${to}`])],
  // its own words: silent, and where to (last, and never in quotes)
  ['win32', /-setup\.exe$/, (file, to) => command(file, ['/S', '/currentuser', `/D=${to}`])],
  ['darwin', /\.zip$/, (file, to) => command('ditto', ['-x', '-k', file, to])],
  ['darwin', /\.dmg$/, copyFromImage]
]

const EXECUTABLE = { linux: /^downhill$/, win32: /^Downhill\.exe$/, darwin: /^Downhill\.app$/ }

/** Whether a file is a package of this system. */
export function isPackage(name, platform = process.platform) {
  return KINDS.some(([system, pattern]) => system === platform && pattern.test(name))
}

/** Unpacks a package into a folder, which is made. */
export async function unpack(file, to, platform = process.platform) {
  const [, , action] = KINDS.find(
    ([system, pattern]) => system === platform && pattern.test(basename(file))
  )
  mkdirSync(to, { recursive: true })
  await action(file, to)
}

/** Removes what an installer put there beside the files: its entries in the system. */
export async function uninstall(folder) {
  const uninstaller = join(folder, 'Uninstall Downhill.exe')
  if (existsSync(uninstaller)) await command(uninstaller, ['/S', '/currentuser'])
}

/** The program in a folder: its file, on macOS the .app. */
export function findProgram(folder, platform = process.platform) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).find(
    (entry) =>
      EXECUTABLE[platform].test(entry.name) && entry.isDirectory() === (platform === 'darwin')
  )
  return found && join(found.parentPath ?? found.path, found.name)
}

/** The file to start in what `findProgram` found. */
export function startable(program, platform = process.platform) {
  return platform === 'darwin' ? join(program, 'Contents', 'MacOS', 'Downhill') : program
}

function command(name, args, options) {
  return runOrFail(`${basename(name)} could not unpack the package:`, name, args, options)
}

/** Windows' own reads zip files; another one that lies before it in the path may not. */
function windowsTar() {
  return join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'tar.exe')
}

async function unpackAppImage(file, to) {
  chmodSync(file, 0o755)
  await command(file, ['--appimage-extract'], { cwd: to })
}

async function copyFromImage(file, to) {
  const volume = join(to, 'volume')
  await command('hdiutil', ['attach', file, '-nobrowse', '-readonly', '-mountpoint', volume])
  try {
    cpSync(join(volume, 'Downhill.app'), join(to, 'Downhill.app'), {
      recursive: true,
      verbatimSymlinks: true
    })
  } finally {
    await command('hdiutil', ['detach', volume])
  }
}
