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

/** On Linux made here, from the unpacked program; elsewhere by electron-builder, as its configuration says. */
export const KINDS = {
  linux: { unpacked: ensureUnpacked, 'tar.gz': makeArchive, deb: makeDeb, appimage: makeAppImage },
  win32: { unpacked: ensureUnpacked, packages: () => makeConfigured('--win', `--${process.arch}`) },
  darwin: { unpacked: ensureUnpacked, packages: () => makeConfigured('--mac', '--universal') }
}
/** An AppImage needs a tool that is downloaded: only when asked for. */
const BY_DEFAULT = {
  linux: ['unpacked', 'tar.gz', 'deb'],
  win32: ['unpacked', 'packages'],
  darwin: ['packages']
}

async function makeAppImage() {
  const words = ['--linux', 'AppImage', `--${process.arch}`, '--prepackaged', unpackedFolder()]
  await runElectronBuilder(words)
  return dist
}

async function makeConfigured(...words) {
  await prepareApp()
  await runElectronBuilder(words)
  return dist
}

/** What the words ask for: kinds of packages, `--quick` (larger, sooner, to be tried) and `--into FOLDER`. */
function readWords(words, kinds) {
  const into = words.indexOf('--into')
  const folder = into < 0 ? dist : resolve(words[into + 1] ?? dist)
  const chosen = words.filter((word, index) => {
    return word !== '--quick' && (into < 0 || (index !== into && index !== into + 1))
  })
  const unknown = chosen.find((word) => !(word in kinds))
  if (unknown) {
    throw new ExpectedFailure(
      `There is no package "${unknown}" here: choose of ${Object.keys(kinds).join(', ')}.`
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
  for (const kind of chosen.length > 0 ? chosen : BY_DEFAULT[process.platform]) {
    const begin = performance.now()
    report(await kinds[kind]({ folder, quick }), begin)
  }
  rmSync(notes, { force: true })
  if (buildMarks().testBuild) {
    say(
      'These are test builds, as their names say: they carry another Electron than the declared one.'
    )
  }
})
