import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { PackagedProgram, UNPACKED } from '../package/packaged-program'
import { CHECKOUT, launchOptions, temporaryDataFolder } from '../program'
import { row, tried } from '../trials'

/** As they stand in the program's file. */
const ON = '1'.charCodeAt(0)
const OFF = '0'.charCodeAt(0)

const EXECUTABLE = join(UNPACKED, 'downhill')

/** One start for the whole file, with everything in words and environment that could have it run foreign code. */
let program: PackagedProgram
let folder: string
let remove: () => void

/** Writes its word into the folder when it runs. */
const leaves = (mark: string): string =>
  `require('node:fs').writeFileSync(${JSON.stringify(join(folder, mark))}, '')`
const isLeft = (mark: string): boolean => existsSync(join(folder, mark))

/** An extension that would change every page. */
function writeExtension(): string {
  const extension = join(folder, 'extension')
  mkdirSync(extension)
  const manifest = {
    manifest_version: 3,
    name: 'foreign',
    version: '1',
    content_scripts: [{ matches: ['<all_urls>'], js: ['mark.js'] }]
  }
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(extension, 'mark.js'), "document.documentElement.dataset.foreign = 'yes'")
  return extension
}

test.beforeAll(async () => {
  ;({ folder, remove } = temporaryDataFolder())
  writeFileSync(join(folder, 'required.cjs'), leaves('required'))
  program = await PackagedProgram.start({
    words: [
      '--inspect=0',
      '--inspect-brk=0',
      `--require=${join(folder, 'required.cjs')}`,
      `--load-extension=${writeExtension()}`,
      `--user-data-dir=${join(folder, 'elsewhere')}`,
      `--app=${folder}`,
      '-e',
      leaves('evaluated'),
      '--',
      join(folder, 'required.cjs'),
      'file:///etc/passwd',
      'javascript:alert(1)'
    ],
    env: {
      ...launchOptions(join(folder, 'data')).env,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require=${join(folder, 'required.cjs')}`
    }
  })
})
test.afterAll(async () => {
  await program?.quit()
  remove()
})

// Playwright reads a fixture's needs from the braces, also where there are none
/* eslint-disable no-empty-pattern */

test('The fuses of the packaged program are as configured', row('29-31'), async ({}, info) => {
  const wire = await getCurrentFuseWire(EXECUTABLE)
  const wanted = {
    [FuseV1Options.RunAsNode]: OFF,
    [FuseV1Options.EnableCookieEncryption]: ON,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
    [FuseV1Options.OnlyLoadAppFromAsar]: ON,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF
  }
  expect(wire).toMatchObject(wanted)
  tried(info, '8 fuses read back; a changed archive is refused on Windows and macOS, not on Linux')
})

test('Neither words nor environment have foreign code run', row('29-31'), async ({}, info) => {
  // Electron with its fuses as they come obeys: so this would be seen
  const electron = join(CHECKOUT, 'node_modules/electron/dist/electron')
  const env = { ...launchOptions(folder).env, ELECTRON_RUN_AS_NODE: '1' }
  if (existsSync(electron)) {
    spawnSync(electron, ['-e', leaves('seen')], { env })
    expect(isLeft('seen')).toBe(true)
  }
  expect(await program.page.title()).toContain('Downhill')
  // the processes that train are started with the same environment
  await program.request('runs.list', undefined)
  expect([isLeft('required'), isLeft('evaluated')]).toEqual([false, false])
  expect(program.output).not.toContain('Debugger listening')
  tried(info, 'ELECTRON_RUN_AS_NODE, NODE_OPTIONS, --require, --inspect, -e')
})

test(
  'Hostile words open nothing, load nothing and leave the runs in their place',
  row('32-33'),
  async ({}, info) => {
    expect(program.page.url()).toMatch(/^downhill:\/\/app\/index\.html/)
    expect(await program.page.evaluate(() => document.documentElement.dataset.foreign)).toBe(
      undefined
    )
    expect(isLeft('data/window')).toBe(true)
    tried(info, '--load-extension, --user-data-dir, --app, --, scripts and addresses')
  }
)

test('No key opens the developer tools or loads the page anew', row('20'), async ({}, info) => {
  const { page } = program
  await page.evaluate(() => (document.title = 'not loaded anew'))
  const keys = ['F12', 'F5', 'Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C']
  const all = [...keys, 'Control+R', 'Control+Shift+R', 'Meta+Alt+I', 'Control+U', 'Control+O']
  for (const key of all) await page.keyboard.press(key)
  await page.waitForTimeout(300)
  const session = await page.context().browser()?.newBrowserCDPSession()
  const targets = (await session?.send('Target.getTargets'))?.targetInfos ?? []
  expect(targets.filter(({ type }) => type === 'page').map(({ url }) => url)).toEqual([page.url()])
  expect(targets.filter(({ url }) => url.startsWith('devtools:'))).toEqual([])
  expect(await page.title()).toBe('not loaded anew')
  tried(info, `${all.length} keys; --remote-debugging-port still works, for who may give words`)
})

test('The packaged page knows no Node and keeps its policy', row('5'), async ({}, info) => {
  const found = await program.page.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
    read: await fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'refused'
    ),
    bridge: Object.keys(window.downhill).sort()
  }))
  expect(found).toEqual({
    node: [],
    read: 'refused',
    bridge: ['importDropped', 'on', 'request']
  })
  tried(info, 'in the packaged program')
})
