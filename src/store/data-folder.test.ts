import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseFile, findLibrary, requireLibrary, type LibraryPlace } from './data-folder'
import { forgetLocation, locationNote, writeLocation } from './library-location'
import { temporaryFolder } from './testing/fixtures'

const ada = join('/', 'home', 'ada')
const on = (
  platform: NodeJS.Platform,
  env: Record<string, string> = {},
  home = ada
): LibraryPlace => findLibrary({ env, platform, home })

describe('findLibrary', () => {
  it('is where each system keeps local data', () => {
    expect(on('linux').folder).toBe(join(ada, '.local', 'share', 'downhill'))
    expect(on('linux', { XDG_DATA_HOME: '/data' }).folder).toBe(join('/data', 'downhill'))
    expect(on('darwin').folder).toBe(join(ada, 'Library', 'Application Support', 'Downhill'))
    expect(on('win32', { LOCALAPPDATA: 'C:\\Local' }).folder).toBe(join('C:\\Local', 'Downhill'))
    expect(on('win32').folder).toBe(join(ada, 'AppData', 'Local', 'Downhill'))
    expect(on('linux')).toMatchObject({ fixed: false, moved: false, lost: false })
  })

  it('is absolute, whatever is asked for', () => {
    expect(on('linux', { DOWNHILL_DATA: 'here' }).folder).toBe(resolve('here'))
    expect(on('linux', { XDG_DATA_HOME: 'data' })).toEqual(on('linux'))
  })

  it('can be chosen, which wins over everything', () => {
    const env = { DOWNHILL_DATA: '/elsewhere', XDG_DATA_HOME: '/data', LOCALAPPDATA: 'C:\\Local' }
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(on(platform, env)).toMatchObject({ folder: '/elsewhere', fixed: 'environment' })
    }
    expect(databaseFile('/elsewhere')).toBe(join('/elsewhere', 'downhill.sqlite'))
  })
})

describe('a library that was moved', () => {
  let temporary: ReturnType<typeof temporaryFolder>
  const home = (): string => join(temporary.folder, 'downhill')
  const stick = (): string => join(temporary.folder, 'stick')
  const find = (env: Record<string, string> = {}): LibraryPlace =>
    on('linux', { XDG_DATA_HOME: temporary.folder, ...env })

  beforeEach(() => {
    temporary = temporaryFolder()
    mkdirSync(home())
    mkdirSync(stick())
    writeLocation(home(), { folder: stick(), previous: [home()] })
  })
  afterEach(() => temporary.remove())

  it('is found by the note in the usual folder', () => {
    writeFileSync(databaseFile(stick()), '')
    const place = find()
    expect(place).toEqual({
      folder: stick(),
      home: home(),
      fixed: false,
      moved: true,
      lost: false,
      previous: [home()]
    })
    expect(() => requireLibrary(place)).not.toThrow()
  })

  it('gives way to what the environment says', () => {
    expect(find({ DOWNHILL_DATA: '/given' })).toMatchObject({ folder: '/given', moved: false })
  })

  it('is not begun anew while its drive is away', () => {
    expect(() => requireLibrary(find())).toThrow(
      `The file of runs ${databaseFile(stick())} cannot be used: it was moved there, and is not there now.`
    )
  })

  it('is at home again once the note is gone', () => {
    forgetLocation(home())
    expect(find()).toMatchObject({ folder: home(), moved: false })
    expect(() => requireLibrary(find())).not.toThrow()
  })

  it('is not begun anew where the note was damaged', () => {
    const whole = readFileSync(locationNote(home()), 'utf8')
    for (const text of ['', whole.slice(0, 20), '{}', '{"folder":"here","previous":[]}', '[]']) {
      writeFileSync(locationNote(home()), text)
      expect(find()).toMatchObject({ folder: home(), lost: true })
      expect(() => requireLibrary(find())).toThrow(/location.json .* was damaged/)
    }
  })
})
