import { execFileSync, spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { writeBundle } from '../../src/bundle/bundle'
import { smallBundle, smallRun } from '../../src/bundle/testing/small-bundle'
import { unpackRuns } from '../../src/shared/packed'
import { PRESETS } from '../../src/shared/presets'
import type { RunSummary } from '../../src/shared/run'
import { row, times, tried } from '../trials'
import {
  apt,
  createUser,
  installedPackages,
  isInstalled,
  leftOfPackage,
  makePackage,
  pathsOfPackage,
  whyNotInstalled,
  withVersion,
  type OrdinaryUser
} from './debian'
import { PackagedProgram } from './packaged-program'
import { dataOf, holds } from './persons-data'
import { confinement, ofType, processesOf } from './processes'

const EXECUTABLE = '/usr/lib/downhill/downhill'
const SHORT_RUN = { ...PRESETS['lesson-96'], hiddenLayers: [8], subset: 1000, epochs: 2 }
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512]

/** One life of an installed program, in order: each test goes on where the one before it ended. */
test.describe.configure({ mode: 'serial' })
// a small package takes a minute to make, and more where others are busy
test.setTimeout(times(240_000, 1_200_000))

const whyNot = whyNotInstalled()
let user: OrdinaryUser
let folder: string
let deb: string
let before: Set<string>

test.beforeAll(() => {
  if (whyNot !== undefined) return
  folder = mkdtempSync(join(tmpdir(), 'downhill-deb-'))
  user = createUser()
  before = installedPackages()
  deb = makePackage('deb', folder)
})

test.afterAll(() => {
  if (whyNot !== undefined) return
  for (const { id } of processesOf(user.uid, EXECUTABLE)) process.kill(id, 'SIGKILL')
  const added = [...installedPackages()].filter((name) => !before.has(name))
  if (added.length > 0) apt('purge', ...added)
  user.remove()
  rmSync(folder, { recursive: true })
})

const start = (): Promise<PackagedProgram> =>
  PackagedProgram.start({ executable: '/usr/bin/downhill', env: user.env, user, folder: user.home })

const runsOf = async (program: PackagedProgram): Promise<RunSummary[]> =>
  unpackRuns(await program.request('runs.list', undefined))

test(
  'apt installs it, with menu entry, icons, file association and profile',
  row('installed'),
  () => {
    test.skip(whyNot !== undefined, whyNot)
    apt('install', deb)
    expect(isInstalled()).toBe(true)
    expect(execFileSync('dpkg', ['--verify', 'downhill'], { encoding: 'utf8' })).toBe('')

    const entry = readFileSync('/usr/share/applications/downhill.desktop', 'utf8')
    expect(entry).toMatch(/^Categories=Education;Science;Math;$/m)
    const check = '/usr/bin/desktop-file-validate'
    if (existsSync(check)) execFileSync(check, ['/usr/share/applications/downhill.desktop'])
    for (const name of ['apps/downhill', 'mimetypes/application-x-downhill']) {
      for (const size of SIZES) {
        const png = readFileSync(`/usr/share/icons/hicolor/${size}x${size}/${name}.png`)
        expect([png.readUInt32BE(16), png.readUInt32BE(20)], `${name} ${size}`).toEqual([
          size,
          size
        ])
      }
      expect(existsSync(`/usr/share/icons/hicolor/scalable/${name}.svg`)).toBe(true)
    }
    expect(user.run('xdg-mime', 'query', 'default', 'application/x-downhill')).toBe(
      'downhill.desktop'
    )

    const helper = statSync('/usr/lib/downhill/chrome-sandbox')
    expect([helper.uid, helper.mode & 0o7777]).toEqual([0, 0o4755])
    const writable = pathsOfPackage().filter((path) => {
      const { mode, uid } = lstatSync(path)
      return uid !== 0 || ((mode & 0o022) !== 0 && !lstatSync(path).isSymbolicLink())
    })
    expect(writable, 'what others than root could change').toEqual([])
    // where the kernel asks for no profile, none is left about
    const asks = existsSync('/proc/sys/kernel/apparmor_restrict_unprivileged_userns')
    expect(existsSync('/etc/apparmor.d/downhill')).toBe(asks)
    const profile = asks ? 'AppArmor profile loaded' : 'this kernel asks for no AppArmor profile'
    tried(
      test.info(),
      `apt-get install, ${pathsOfPackage().length} paths, ${SIZES.length} icon sizes; ${profile}`
    )
  }
)

test(
  'an ordinary user trains in the real sandbox, quits, and finds the run',
  row('used'),
  async () => {
    test.skip(whyNot !== undefined, whyNot)
    const first = await start()
    const main = confinement(first.processId)
    const all = processesOf(user.uid, EXECUTABLE)
    expect(all.flatMap(({ words }) => words).filter((word) => word.includes('no-sandbox'))).toEqual(
      []
    )
    const [page] = ofType(all, 'renderer')
    const held = confinement(page.id)
    expect(held).toMatchObject({ seccomp: '2', noNewPrivileges: '1' })
    for (const name of ['user', 'pid', 'net']) {
      expect(held.namespaces[name], `the page's ${name} namespace`).not.toBe(main.namespaces[name])
    }

    const begin = performance.now()
    const { id } = await first.request('runs.start', {
      name: 'installed',
      config: SHORT_RUN,
      pace: null
    })
    await expect
      .poll(async () => (await first.request('runs.detail', { runId: id })).run.status, {
        timeout: 30_000
      })
      .toBe('finished')
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    expect(await first.quit()).toBe(0)
    // Chromium's helpers follow the main process within moments
    await expect.poll(() => processesOf(user.uid, EXECUTABLE), { timeout: 10_000 }).toEqual([])

    const second = await start()
    expect(await runsOf(second)).toMatchObject([{ name: 'installed', status: 'finished' }])
    await second.page.evaluate(() => (location.hash = '#/runs'))
    await expect(second.page.getByText('installed').first()).toBeVisible()
    expect(await second.quit()).toBe(0)
    tried(
      test.info(),
      `2 starts as an ordinary user; seccomp and 3 namespaces of the page; a run in ${seconds} s`
    )
  }
)

test('a newer version takes its place, and the runs stay', row('used'), async () => {
  test.skip(whyNot !== undefined, whyNot)
  const had = dataOf(user.home)
  const again = times(0, 1)
  if (again) apt('install', '--reinstall', deb)
  apt('install', withVersion(deb, '0.1.1', folder))
  const version = execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'downhill'], {
    encoding: 'utf8'
  })
  expect(version).toBe('0.1.1')
  expect(dataOf(user.home)).toEqual(had)
  const program = await start()
  expect(await runsOf(program)).toMatchObject([{ name: 'installed' }])
  expect(await program.quit()).toBe(0)
  tried(test.info(), `${again ? 'the same version again, then ' : ''}0.1.1 over it`)
})

/** A file that another person sent. */
function sentFile(name: string, seed: number): { path: string; run: string } {
  const run = `sent by ${seed}`
  const path = join(user.home, name)
  writeFileSync(path, writeBundle(smallBundle([smallRun(seed, { name: run })])))
  chownSync(path, user.uid, user.gid)
  return { path, run }
}

/** As a file manager does it. */
function openFile(path: string): void {
  spawn('gio', ['open', path], {
    env: user.env,
    cwd: '/',
    stdio: 'ignore',
    uid: user.uid,
    gid: user.gid
  })
}

test(
  'a file is opened by its association, with the program running and not',
  row('association'),
  async () => {
    test.skip(whyNot !== undefined, whyNot)
    const first = sentFile('Runs of class 9b.downhill', 1)
    const second = sentFile('Läufe – zweite Stunde.downhill', 2)
    expect(user.run('xdg-mime', 'query', 'filetype', first.path)).toBe('application/x-downhill')
    const described = user.run('gio', 'info', '-a', 'standard::content-type', first.path)
    expect(described).toContain('application/x-downhill')

    expect(holds(user.home, first.run)).toBe(false)
    openFile(first.path)
    await expect.poll(() => holds(user.home, first.run), { timeout: 20_000 }).toBe(true)
    const [main] = ofType(processesOf(user.uid, EXECUTABLE), undefined)
    process.kill(main.id, 'SIGTERM')
    await expect.poll(() => processesOf(user.uid, EXECUTABLE).length, { timeout: 20_000 }).toBe(0)

    const program = await start()
    expect((await runsOf(program)).map(({ name }) => name)).toContain(first.run)
    openFile(second.path)
    await expect
      .poll(async () => (await runsOf(program)).map(({ name }) => name), { timeout: 20_000 })
      .toContain(second.run)
    expect(await program.quit()).toBe(0)
    tried(
      test.info(),
      '2 files by gio open: one started the program, one was handed to the running one'
    )
  }
)

test('it goes without a trace of its own, and the runs stay', row('removed'), () => {
  test.skip(whyNot !== undefined, whyNot)
  const had = dataOf(user.home)
  const paths = pathsOfPackage().filter((path) => !lstatSync(path).isDirectory())
  apt('remove', 'downhill')
  expect(
    paths.filter((path) => existsSync(path)),
    'left behind'
  ).toEqual([])
  expect(existsSync('/usr/lib/downhill')).toBe(false)
  expect(existsSync('/etc/apparmor.d/downhill')).toBe(false)
  apt('purge', 'downhill')
  expect(leftOfPackage()).toEqual([])
  expect(user.run('xdg-mime', 'query', 'default', 'application/x-downhill')).toBe('')
  expect(dataOf(user.home)).toEqual(had)
  expect(Object.keys(had)).toContain('downhill.sqlite')
  tried(
    test.info(),
    `remove, then purge: ${paths.length} files gone, ${Object.keys(had).length} of the person the same`
  )
})
