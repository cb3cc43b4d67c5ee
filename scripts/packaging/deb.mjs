import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sizes } from '../building/fingerprint.mjs'
import { installedElectron } from '../setup/official-electron.mjs'
import { missingCommands } from '../setup/system-packages.mjs'
import { root } from '../support/paths.mjs'
import { runOrFail } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { readJson } from '../support/tools.mjs'
import { changelogFile, controlFile, debianArchitecture, neededLibc } from './debian-control.mjs'
import { buildMarks, markedVersion } from './marks.mjs'
import { iconFolder, packagingFolder, unpackedFolder, workshop } from './places.mjs'

const sources = join(packagingFolder, 'debian')
const ADDON = 'resources/app.asar.unpacked/node_modules/better-sqlite3'
/** Every dpkg unpacks xz; what is only tried and thrown away need not be small. */
const COMPRESSION = { small: ['-Zxz'], quick: ['-Zzstd', '-z1'] }

/**
 * Makes the package for Debian and its kin from the unpacked program.
 * @param {{ folder: string, quick: boolean }} options quick: large, in seconds
 * @returns {Promise<string>} the file
 */
export async function makeDeb({ folder, quick }) {
  if (missingCommands(['dpkg-deb']).length > 0) {
    throw new ExpectedFailure(
      'A .deb is made with dpkg-deb, which this system lacks: make the tar.gz.'
    )
  }
  const tree = join(workshop, 'deb')
  rmSync(tree, { recursive: true, force: true })
  layOutFiles(tree)
  layOutControl(tree)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `downhill-${markedVersion()}-${debianArchitecture()}.deb`)
  const unfinished = `${file}.unfinished`
  const compression = quick ? COMPRESSION.quick : COMPRESSION.small
  const words = [...compression, '--root-owner-group', '--build', tree, unfinished]
  await runOrFail('dpkg-deb could not make the package:', 'dpkg-deb', words)
  renameSync(unfinished, file)
  rmSync(tree, { recursive: true })
  return file
}

function layOutFiles(tree) {
  const program = join(tree, 'usr', 'lib', 'downhill')
  const share = join(tree, 'usr', 'share')
  mkdirSync(dirname(program), { recursive: true })
  cpSync(unpackedFolder(), program, { recursive: true })
  makeReadable(program)
  chmodSync(join(program, 'chrome-sandbox'), 0o4755)
  mkdirSync(join(tree, 'usr', 'bin'))
  symlinkSync('../lib/downhill/downhill', join(tree, 'usr', 'bin', 'downhill'))
  put(join(sources, 'downhill.desktop'), join(share, 'applications', 'downhill.desktop'))
  put(join(sources, 'downhill.xml'), join(share, 'mime', 'packages', 'downhill.xml'))
  put(join(sources, 'apparmor-profile'), join(share, 'downhill', 'apparmor-profile'))
  put(join(sources, 'lintian-overrides'), join(share, 'lintian', 'overrides', 'downhill'))
  layOutIcons(join(share, 'icons', 'hicolor'))
  layOutDocuments(join(share, 'doc', 'downhill'))
}

/** By the sizes in which desktops look for them; 1024 is none of these. */
function layOutIcons(theme) {
  const kinds = [
    { from: 'icons', drawing: 'icon.svg', kind: 'apps', name: 'downhill' },
    { from: 'document', drawing: 'document.svg', kind: 'mimetypes', name: 'application-x-downhill' }
  ]
  for (const { from, drawing, kind, name } of kinds) {
    for (const picture of readdirSync(join(iconFolder, from))) {
      const size = picture.replace('.png', '')
      if (size === '1024x1024') continue
      put(join(iconFolder, from, picture), join(theme, size, kind, `${name}.png`))
    }
    put(join(iconFolder, drawing), join(theme, 'scalable', kind, `${name}.svg`))
  }
}

function layOutDocuments(folder) {
  put(join(unpackedFolder(), 'LICENCES.txt'), join(folder, 'LICENCES.txt'))
  const licence = readFileSync(join(root, 'LICENSE'), 'utf8')
  const others =
    'What is of others: LICENCES.txt in this folder, LICENSES.chromium.html in /usr/lib/downhill.'
  writeReadable(join(folder, 'copyright'), `${licence}\n${others}\n`)
  const news = readFileSync(join(root, 'CHANGELOG.md'))
  writeReadable(join(folder, 'CHANGELOG.md.gz'), gzipSync(news, { level: 9 }))
  const changes = changelogFile({ version: programVersion(), testBuild: buildMarks().testBuild })
  writeReadable(join(folder, 'changelog.gz'), gzipSync(changes, { level: 9 }))
}

const programVersion = () => readJson(join(root, 'package.json')).version

function layOutControl(tree) {
  const control = join(tree, 'DEBIAN')
  const installed = sizes(tree, ['usr'])
  const bytes = Object.values(installed).reduce((sum, size) => sum + size, 0)
  const facts = {
    version: programVersion(),
    testBuild: buildMarks().testBuild,
    electron: installedElectron().version,
    libc: neededLibc(readFileSync(addonFile(tree))),
    kibibytes: Math.ceil(bytes / 1024)
  }
  writeReadable(join(control, 'control'), controlFile(facts))
  const sums = Object.keys(installed).map((path) => `${md5(join(tree, path))}  ${path}\n`)
  writeReadable(join(control, 'md5sums'), sums.join(''))
  for (const script of ['postinst', 'postrm']) {
    put(join(sources, script), join(control, script))
    chmodSync(join(control, script), 0o755)
  }
}

function addonFile(tree) {
  const folder = join(tree, 'usr', 'lib', 'downhill', ADDON)
  return join(
    folder,
    readdirSync(folder, { recursive: true }).find((name) => name.endsWith('.node'))
  )
}

/** As dpkg wants it, to see what was damaged; nobody's safety hangs on it. */
const md5 = (file) => createHash('md5').update(readFileSync(file)).digest('hex')

function put(from, to) {
  writeReadable(to, readFileSync(from))
}

function writeReadable(file, contents) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
  writeFileSync(file, contents)
  chmodSync(file, 0o644)
}

/** Whatever the mask of whoever packages: everybody reads, and runs what is run. */
function makeReadable(folder) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || isRun(entry.name) ? 0o755 : 0o644)
  }
}

const RUN = ['downhill', 'chrome_crashpad_handler', 'chrome-sandbox']
const isRun = (name) => RUN.includes(name)
