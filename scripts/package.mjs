import { rmSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { buildIfChanged } from './build.mjs'
import { makeArchive } from './packaging/archive.mjs'
import { makeDeb } from './packaging/deb.mjs'
import { runElectronBuilder } from './packaging/electron-builder.mjs'
import { buildMarks } from './packaging/marks.mjs'
import { dist, unpackedFolder } from './packaging/places.mjs'
import { ensureUnpacked, prepareApp } from './packaging/unpacked.mjs'
import { setUp } from './setup.mjs'
import { root } from './support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, secondsSince } from './support/program.mjs'

/** Made here from the unpacked program. */
const OURS = { unpacked: ensureUnpacked, 'tar.gz': makeArchive, deb: makeDeb }
/** What can be made on each system, by us or by electron-builder. */
export const KINDS = {
  linux: ['unpacked', 'tar.gz', 'deb', 'AppImage'],
  win32: ['unpacked', 'nsis', 'msi', 'zip'],
  darwin: ['unpacked', 'dmg', 'zip']
}
/** An AppImage needs tools that are downloaded: it is made when asked for. */
const BY_DEFAULT = { ...KINDS, linux: ['unpacked', 'tar.gz', 'deb'], darwin: ['dmg', 'zip'] }
/** How electron-builder is told of the system; a Mac's packages are for both kinds of processor. */
const SYSTEM = {
  linux: ['--linux', `--${process.arch}`],
  win32: ['--win', `--${process.arch}`],
  darwin: ['--mac', '--universal']
}

/** All in one go, so that they share one unpacked program; on Linux that is there already. */
async function makeWithElectronBuilder(kinds) {
  const [system, architecture] = SYSTEM[process.platform]
  const ready = process.platform === 'linux' ? ['--prepackaged', unpackedFolder()] : []
  await prepareApp()
  await runElectronBuilder([system, ...kinds, architecture, ...ready])
}

/** What the words ask for: kinds of packages, `--quick` (larger, sooner, to be tried) and `--into FOLDER`. */
function readWords(words, kinds) {
  const into = words.indexOf('--into')
  const folder = into < 0 ? dist : resolve(words[into + 1] ?? dist)
  const chosen = words.filter((word, index) => {
    return word !== '--quick' && (into < 0 || (index !== into && index !== into + 1))
  })
  const unknown = chosen.find((word) => !kinds.includes(word))
  if (unknown) {
    throw new ExpectedFailure(
      `The package "${unknown}" is not made on this system: choose of ${kinds.join(', ')}.`
    )
  }
  return { chosen, folder, quick: words.includes('--quick') }
}

function report(file, begin) {
  const stat = statSync(file)
  const size = stat.isFile() ? `, ${(stat.size / 1e6).toFixed(1)} MB` : ''
  say(`${relative(root, file)}${size} (${secondsSince(begin)})`)
}

runIfProgram(import.meta.url, async (words) => {
  const kinds = KINDS[process.platform]
  if (!kinds) throw new ExpectedFailure(`No packages are made on ${process.platform}.`)
  const { chosen, folder, quick } = readWords(words, kinds)
  await setUp({ electron: true })
  await buildIfChanged()
  // electron-builder's notes to itself are no package
  const notes = join(dist, 'builder-debug.yml')
  if (process.platform === 'linux') await ensureUnpacked()
  const wanted = chosen.length > 0 ? chosen : BY_DEFAULT[process.platform]
  for (const kind of wanted.filter((name) => name in OURS)) {
    const begin = performance.now()
    report(await OURS[kind]({ folder, quick }), begin)
  }
  const others = wanted.filter((name) => !(name in OURS))
  if (others.length > 0) await makeWithElectronBuilder(others)
  rmSync(notes, { force: true })
  if (buildMarks().testBuild) {
    say(
      'These are test builds, as their names say: they carry another Electron than the declared one.'
    )
  }
})
