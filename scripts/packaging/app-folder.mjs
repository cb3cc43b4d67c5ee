import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { needsOwnAddon } from '../setup/sqlite-addon.mjs'
import { nodeModules, out, root } from '../support/paths.mjs'
import { ExpectedFailure } from '../support/program.mjs'
import { readJson } from '../support/tools.mjs'
import { buildMarks } from './marks.mjs'
import { appFolder } from './places.mjs'

/** The substitute Electron's Node-API; whatever is official today has a newer one. */
const SUBSTITUTE_NODE_API = 9
/** What the packaged program is told of itself. */
const KEPT_WORDS = ['name', 'productName', 'version', 'description', 'license', 'author', 'type']
/** Needs Node, which no package brings along. */
const FOR_NODE_ALONE = ['main/cli.js']
const ADDON_ENTRY = /^(darwin|linux|linuxmusl|win32)-(x64|arm64)\.js$/

/**
 * Lays out what goes into app.asar, and nothing else: the built program, and of its one dependency the code, the
 * licence and the addon for this system.
 */
export function layOutApp(platform = process.platform) {
  rmSync(appFolder, { recursive: true, force: true })
  mkdirSync(appFolder, { recursive: true })
  writeFileSync(join(appFolder, 'package.json'), JSON.stringify(packageWords(), null, 2))
  for (const part of ['main', 'preload', 'renderer', 'licences']) {
    const from = join(out, part)
    if (!existsSync(from)) continue
    cpSync(from, join(appFolder, 'out', part), {
      recursive: true,
      filter: (source) =>
        !FOR_NODE_ALONE.includes(source.slice(out.length + 1).replaceAll('\\', '/'))
    })
  }
  layOutDatabase(join(appFolder, 'node_modules', 'better-sqlite3'), platform)
}

function packageWords() {
  const words = readJson(join(root, 'package.json'))
  return {
    ...Object.fromEntries(KEPT_WORDS.map((name) => [name, words[name]])),
    main: words.main,
    // by this name Wayland finds the menu entry, and with it the window's icon
    desktopName: 'downhill.desktop',
    downhill: buildMarks()
  }
}

function layOutDatabase(folder, platform) {
  const from = join(nodeModules, 'better-sqlite3')
  for (const name of ['package.json', 'LICENSE', 'lib', ...addons(from, platform)]) {
    cpSync(join(from, name), join(folder, name), {
      recursive: true,
      filter: (source) => !ADDON_ENTRY.test(source.slice(join(from, 'lib').length + 1))
    })
  }
}

/** The addons that this system loads: on a Mac one for each kind of processor. */
function addons(from, platform) {
  if (buildMarks().testBuild && needsOwnAddon(SUBSTITUTE_NODE_API)) {
    return [join('build', 'Release', 'better_sqlite3.node')]
  }
  const prefix = platform === 'darwin' ? 'darwin-' : `${platform}-${process.arch}.`
  const names = readdirSync(join(from, 'prebuilds')).filter((name) => name.startsWith(prefix))
  if (names.length > 0) return names.map((name) => join('prebuilds', name))
  throw new ExpectedFailure(
    `better-sqlite3 has no addon for ${platform} on ${process.arch}: no package can be made for it.`
  )
}
