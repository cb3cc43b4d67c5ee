import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeModules } from '../support/paths.mjs'
import { run, runOrFail } from '../support/processes.mjs'
import { ExpectedFailure, say, secondsSince } from '../support/program.mjs'
import { installedPackage } from '../support/tools.mjs'
import { cached } from './cache.mjs'
import { ensureSystemPackages, missingCommands } from './system-packages.mjs'

/** The addon that better-sqlite3 ships crashes the process where Node-API is older than this. */
const SHIPPED_ADDON_NODE_API = 10

const experimentalHeader = join(dirname(fileURLToPath(import.meta.url)), 'node-api-experimental.h')
const packageFolder = join(nodeModules, 'better-sqlite3')
// better-sqlite3 looks here before it looks among the addons that it ships
const releaseFolder = join(packageFolder, 'build', 'Release')
const addonFile = join(releaseFolder, 'better_sqlite3.node')
const stampFile = join(releaseFolder, 'stamp.txt')

const COMMON_FLAGS = ['-c', '-w', '-O1', '-fPIC', '-DNDEBUG']
const SQLITE_FLAGS = ['-std=c99']
const ADDON_FLAGS = [
  '-std=c++20',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden',
  '-DBUILDING_NODE_EXTENSION',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'
]
const LINK_FLAGS = [
  '-shared',
  '-s',
  '-Wl,-Bsymbolic',
  '-Wl,--exclude-libs,ALL',
  '-ldl',
  '-lpthread',
  '-lm'
]

/** Whether the shipped addon crashes a runtime with this `process.versions.napi`. */
export function needsOwnAddon(nodeApi) {
  return Number(nodeApi) < SHIPPED_ADDON_NODE_API
}

/** Makes sure that better-sqlite3 loads an addon that also runs where Node-API is older than the shipped one wants. */
export async function ensureSqliteAddon() {
  if (process.platform !== 'linux') {
    throw new ExpectedFailure(
      `This command needs Node 22.14 or newer on this system (this is ${process.versions.node}): install it from https://nodejs.org and try again.`
    )
  }
  const stamp = addonName()
  if (existsSync(addonFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return
  const entry = await cached(stamp, compile)
  install(entry, stamp)
  if (await works()) return
  // made by another compiler against a newer C library, if the cache is shared between systems
  rmSync(entry)
  install(await cached(stamp, compile), stamp)
  if (await works()) return
  rmSync(releaseFolder, { recursive: true })
  throw new ExpectedFailure(
    'better-sqlite3 was compiled here but cannot be loaded: install Node 22.14 or newer, for which nothing is compiled.'
  )
}

/** Says all that the addon depends on: another version, system or flag is another file. */
function addonName() {
  const recipe = [COMMON_FLAGS, SQLITE_FLAGS, ADDON_FLAGS, LINK_FLAGS, sqliteDefinitions()].flat()
  const versions = ['better-sqlite3', 'node-addon-api', 'node-api-headers'].map(
    (name) => installedPackage(name).version
  )
  const hash = createHash('sha256')
    .update(JSON.stringify([recipe, versions, readFileSync(experimentalHeader, 'utf8')]))
    .digest('hex')
    .slice(0, 12)
  return `better-sqlite3-${versions[0]}-${process.platform}-${process.arch}-${hash}.node`
}

/** The package lists the options of its SQLite in a file for another build tool. */
function sqliteDefinitions() {
  const text = readFileSync(join(packageFolder, 'deps', 'defines.gypi'), 'utf8')
  return [...text.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)'/g)].map((match) => `-D${match[1]}`)
}

async function compile(temporary) {
  await ensureSystemPackages(() => missingCommands(['g++']), 'to compile better-sqlite3')
  const begin = performance.now()
  say('Compiling better-sqlite3 for this version of Node …')
  const sqliteFolder = join(packageFolder, 'deps', 'sqlite3')
  const includes = [
    join(nodeModules, 'node-api-headers', 'include'),
    join(nodeModules, 'node-addon-api'),
    sqliteFolder
  ].map((folder) => `-I${folder}`)
  const sqlite = join(temporary, 'sqlite3.o')
  const addon = join(temporary, 'better_sqlite3.o')
  const library = join(temporary, 'better_sqlite3.node')
  const sentence =
    'better-sqlite3 could not be compiled: install Node 22.14 or newer, for which it need not be. g++ says:'
  await Promise.all([
    runOrFail(sentence, 'gcc', [
      ...COMMON_FLAGS,
      ...SQLITE_FLAGS,
      ...sqliteDefinitions(),
      join(sqliteFolder, 'sqlite3.c'),
      '-o',
      sqlite
    ]),
    runOrFail(sentence, 'g++', [
      ...COMMON_FLAGS,
      ...ADDON_FLAGS,
      ...includes,
      '-include',
      experimentalHeader,
      join(packageFolder, 'src', 'better_sqlite3.cpp'),
      '-o',
      addon
    ])
  ])
  await runOrFail(sentence, 'g++', [addon, sqlite, ...LINK_FLAGS, '-o', library])
  say(`better-sqlite3 is compiled (${secondsSince(begin)}).`)
  return library
}

function install(file, stamp) {
  mkdirSync(releaseFolder, { recursive: true })
  const temporary = `${addonFile}.${process.pid}`
  copyFileSync(file, temporary)
  // replaced in one step, so that a program that has the old file open keeps it
  renameSync(temporary, addonFile)
  writeFileSync(stampFile, stamp)
}

/** Tries it in a process of its own, because a wrong addon crashes rather than fails. */
async function works() {
  const attempt = "new (require('better-sqlite3'))(':memory:').prepare('SELECT 1').get()"
  return (await run(process.execPath, ['-e', attempt])).exitCode === 0
}
