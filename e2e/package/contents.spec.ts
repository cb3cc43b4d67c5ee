import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { CHECKOUT } from '../program'
import { row, tried } from '../trials'
import { UNPACKED } from './packaged-program'

interface Asar {
  listPackage: (archive: string) => string[]
  extractFile: (archive: string, name: string) => Buffer
}

/** Reads the archive with the tool that wrote it. */
const asar = createRequire(join(CHECKOUT, 'packaging', 'package.json'))('@electron/asar') as Asar
const ARCHIVE = join(UNPACKED, 'resources', 'app.asar')

/** As they are written in the program file. */
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)

const FUSES = {
  RunAsNode: OFF,
  EnableCookieEncryption: ON,
  EnableNodeOptionsEnvironmentVariable: OFF,
  EnableNodeCliInspectArguments: OFF,
  EnableEmbeddedAsarIntegrityValidation: ON,
  OnlyLoadAppFromAsar: ON,
  LoadBrowserProcessSpecificV8Snapshot: OFF,
  GrantFileProtocolExtraPrivileges: OFF
} satisfies Partial<Record<keyof typeof FuseV1Options, number>>

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    lstatSync(join(folder, name)).isFile()
  )

const readJson = (file: string): { electron?: string; [name: string]: unknown } =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

test('the unpacked program holds what it needs and nothing else', row('contents'), () => {
  const all = filesIn(UNPACKED)
  const archived = asar.listPackage(ARCHIVE).map((name) => name.replaceAll('\\', '/'))
  const addons = all.filter((name) => name.endsWith('.node'))
  expect(addons, 'native addons').toHaveLength(1)
  // those that are for another system begin otherwise than with ELF's mark
  expect(readFileSync(join(UNPACKED, addons[0])).subarray(0, 4).toString('latin1')).toBe('\x7fELF')
  expect(archived.filter((name) => name.endsWith('.node'))).toHaveLength(1)

  const modules = archived.map((name) => /^\/node_modules\/([^/]+)/.exec(name)?.[1])
  expect([...new Set(modules.filter(Boolean))]).toEqual(['better-sqlite3'])
  const forMakers = /\.(map|ts|vue|c|cpp|h|hpp|gyp|gypi|md)$|\.test\.|\/(src|deps)\/|out\/main\/cli/
  expect(archived.filter((name) => forMakers.test(name))).toEqual([])
  expect(archived).toContain('/out/licences/licences.json')

  const locales = readdirSync(join(UNPACKED, 'locales'))
  expect(locales).toEqual(['en-US.pak'])
  const resources = readdirSync(join(UNPACKED, 'resources')).sort()
  expect(resources).toEqual(['app.asar', 'app.asar.unpacked', 'icon.png', 'mnist'])
  expect(readdirSync(join(UNPACKED, 'resources', 'mnist'))).toHaveLength(5)
  for (const name of [
    'LICENSE.txt',
    'LICENCES.txt',
    'LICENSE.electron.txt',
    'LICENSES.chromium.html'
  ]) {
    expect(existsSync(join(UNPACKED, name)), name).toBe(true)
  }
  const bytes = all.reduce((sum, name) => sum + lstatSync(join(UNPACKED, name)).size, 0)
  const megabytes = (size: number): string => `${(size / 1e6).toFixed(1)} MB`
  const ours = lstatSync(ARCHIVE).size
  tried(
    test.info(),
    `${all.length} files, ${megabytes(bytes)}; app.asar ${megabytes(ours)}, one addon, one locale`
  )
})

test('its fuses are set', row('contents'), async () => {
  const wire = await getCurrentFuseWire(join(UNPACKED, 'downhill'))
  const found = Object.keys(FUSES).map((name) => [
    name,
    wire[FuseV1Options[name as keyof typeof FUSES]]
  ])
  expect(Object.fromEntries(found)).toEqual(FUSES)
  tried(test.info(), `${found.length} fuses read back`)
})

test('it says whether it is a test build', row('contents'), () => {
  const words = JSON.parse(asar.extractFile(ARCHIVE, 'package.json').toString('utf8')) as {
    downhill: { testBuild: boolean; signed: boolean }
  }
  const carried = readFileSync(join(CHECKOUT, 'node_modules/electron/dist/version'), 'utf8').trim()
  const declared = readJson(join(CHECKOUT, 'node_modules/electron/package.json')).version
  const testBuild = carried.replace(/^v/, '') !== declared
  expect(words.downhill).toEqual({ testBuild, signed: false })
  tried(
    test.info(),
    `Electron ${carried} for ${String(declared)}: ${testBuild ? 'marked as a test build' : 'a release'}`
  )
})

test(
  'what is made on other systems is configured as electron-builder wants it',
  row('contents'),
  async () => {
    const script = `
    const { createRequire } = await import('node:module')
    const tools = createRequire(process.argv[1])
    const { validateConfiguration } = tools('app-builder-lib/out/util/config/config.js')
    const { DebugLogger } = tools('builder-util')
    const { default: config } = await import(process.argv[2])
    const check = (changes) => validateConfiguration({ ...config, ...changes }, new DebugLogger(false))
    await check({})
    await check({ nsis: { ...config.nsis, perMachines: false } }).then(() => process.exit(3), () => {})`
    const packaging = join(CHECKOUT, 'packaging')
    const config = pathToFileURL(join(packaging, 'electron-builder.config.mjs')).href
    const words = ['--input-type=module', '-e', script, join(packaging, 'package.json'), config]
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    tried(
      test.info(),
      'NSIS, MSI, zip, dmg and AppImage by its schema alone: each is made on its own system'
    )
  }
)
