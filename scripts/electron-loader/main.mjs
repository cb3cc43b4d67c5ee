/**
 * Opens the application whose folder is named on the command line, as `electron FOLDER` does. The Electron that is
 * distributed officially brings such a program; the substitute (see scripts/setup/substitute-electron.mjs) is given this one.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

/** Reads `electron [-r MODULE] [--OPTION …] FOLDER [ARGUMENT …]`; all that follows the folder is the application's. */
function readCommandLine(words) {
  const preloaded = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    if (word === '-r' || word === '--require') preloaded.push(words[++index])
    else if (word === '-v' || word === '--version') return { preloaded, asksForVersion: true }
    else if (word.startsWith('--app=')) return { preloaded, target: word.slice('--app='.length) }
    else if (!word.startsWith('-')) return { preloaded, target: word }
  }
  return { preloaded }
}

/** Gives the running Electron the name and version of the application. */
function introduce(folder) {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(file, 'utf8'))
  if (version) app.setVersion(version)
  app.name = productName || name || app.name
  app.setDesktopName(desktopName || `${app.name}.desktop`)
  app.setAppPath(folder)
}

async function open(target) {
  const folder = resolve(target)
  const entry = createRequire(import.meta.url).resolve(folder)
  app.setAppPath(dirname(entry))
  introduce(folder)
  await import(pathToFileURL(entry).href)
}

const { preloaded, asksForVersion, target } = readCommandLine(process.argv.slice(1))
if (asksForVersion) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (!target) {
  console.error('Which application? Say: electron FOLDER')
  process.exit(2)
}
if (preloaded.length > 0) Module._preloadModules(preloaded)
// applications ask this to learn that they run unpackaged
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
// awaited, so that Electron becomes ready only when the application has run: some things can be set only before
try {
  await open(target)
} catch (failure) {
  console.error(failure)
  process.exit(1)
}
