import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { prepareTarget, refuseShared, type Target, type TargetSurroundings } from './library-target'

const SIZE = 100_000_000
const ROOMY: TargetSurroundings = {
  env: {},
  platform: 'linux',
  fileSystem: () => Promise.resolve({ free: 10 * SIZE, type: 0xef53 })
}

let root: string
let place: LibraryPlace

const inRoot = (...names: string[]): string => join(root, ...names)
function make(...names: string[]): string {
  mkdirSync(inRoot(...names), { recursive: true })
  return inRoot(...names)
}
const prepare = (chosen: string, surroundings = ROOMY): Promise<Target> =>
  prepareTarget(chosen, place, SIZE, surroundings)

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-target-')))
  const home = make('home')
  writeFileSync(databaseFile(home), 'runs')
  place = { folder: home, home, fixed: false, moved: false, lost: false, previous: [] }
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('prepareTarget', () => {
  it('takes an empty folder as it is, whatever the system left in it', async () => {
    const chosen = make('stick')
    writeFileSync(join(chosen, '.DS_Store'), '')
    expect((await prepare(chosen)).folder).toBe(chosen)
    expect(readdirSync(chosen)).toEqual(['.DS_Store'])
  })

  it('makes a folder of its own among other things, and takes it away when told to', async () => {
    const chosen = make('documents')
    writeFileSync(join(chosen, 'letter.txt'), '')
    const target = await prepare(chosen)
    expect(target.folder).toBe(join(chosen, 'Downhill'))
    expect(readdirSync(chosen)).toEqual(['Downhill', 'letter.txt'])
    await target.abandon()
    expect(readdirSync(chosen)).toEqual(['letter.txt'])
  })

  it('mixes with nothing', async () => {
    const own = make('documents', 'Downhill')
    writeFileSync(join(own, 'letter.txt'), '')
    await expect(prepare(inRoot('documents'))).rejects.toMatchObject({
      code: 'folder-taken',
      values: { folder: own }
    })
  })

  it('takes the folder again in which a copy was broken off', async () => {
    make('documents')
    writeFileSync(join(inRoot('documents'), 'letter.txt'), '')
    const own = make('documents', 'Downhill')
    writeFileSync(`${databaseFile(own)}.unfinished`, 'half of it')
    writeFileSync(`${databaseFile(own)}.unfinished-journal`, 'half of it')
    expect((await prepare(inRoot('documents'))).folder).toBe(own)
  })

  it('moves nothing into itself', async () => {
    await expect(prepare(make('home', 'window'))).rejects.toMatchObject({ code: 'folder-within' })
    await expect(prepare(place.home)).rejects.toMatchObject({ code: 'folder-taken' })
    place = { ...place, folder: make('stick', 'Downhill') }
    await expect(prepare(inRoot('stick'))).rejects.toMatchObject({ code: 'folder-within' })
  })

  it('goes back home, among the things of the program', async () => {
    make('home', 'window')
    rmSync(databaseFile(place.home))
    place = { ...place, folder: make('stick') }
    expect((await prepare(place.home)).folder).toBe(place.home)
  })

  it('needs room for the library and to work', async () => {
    const chosen = make('documents')
    writeFileSync(join(chosen, 'letter.txt'), '')
    const full = { ...ROOMY, fileSystem: () => Promise.resolve({ free: SIZE, type: 0 }) }
    await expect(prepare(chosen, full)).rejects.toMatchObject({
      code: 'folder-too-small',
      values: { needed: 134, free: 100 }
    })
    expect(readdirSync(chosen)).toEqual(['letter.txt'])
  })

  // the superuser may write everywhere, and Windows has other rights
  if (process.platform !== 'win32' && process.getuid?.() !== 0) {
    it('must be able to write', async () => {
      const chosen = make('locked')
      chmodSync(chosen, 0o500)
      await expect(prepare(chosen)).rejects.toMatchObject({ code: 'folder-unwritable' })
    })
  }
})

describe('refuseShared', () => {
  const refused = async (folder: string, changes: Partial<TargetSurroundings>): Promise<boolean> =>
    refuseShared(folder, { ...ROOMY, ...changes }).then(
      () => false,
      (error: { code: string }) => error.code === 'folder-shared'
    )

  it('knows the network drives of Linux', async () => {
    for (const type of [0x6969, 0xff534d42, 0xff534d42 | 0]) {
      const fileSystem = () => Promise.resolve({ free: 1e12, type })
      expect(await refused('/mnt/school', { fileSystem })).toBe(true)
    }
    expect(await refused('/mnt/stick', {})).toBe(false)
  })

  it('knows the paths of Windows that are not of this computer alone', async () => {
    const platform = 'win32'
    expect(await refused('\\\\server\\ada', { platform })).toBe(true)
    expect(await refused('C:\\Users\\ada\\OneDrive - School\\runs', { platform })).toBe(true)
    expect(await refused('D:\\runs', { platform, env: { APPDATA: '', OneDrive: '' } })).toBe(false)
    // with this system's separators, by which the path is taken apart
    const env = { APPDATA: '/profile/Roaming' }
    expect(await refused('/profile/Roaming/runs', { platform, env })).toBe(true)
    expect(await refused('/profile/Local/runs', { platform, env })).toBe(false)
  })

  it('knows folders that are kept in step with others', async () => {
    for (const name of ['Dropbox', 'OneDrive', 'Google Drive', 'Nextcloud']) {
      expect(await refused(`/home/ada/${name}/runs`, {})).toBe(true)
    }
    const platform = 'darwin'
    expect(await refused('/Users/ada/Library/CloudStorage/Box', { platform })).toBe(true)
    expect(await refused('/Users/ada/Library/Mobile Documents', { platform })).toBe(true)
    expect(await refused('/Users/ada/Runs', { platform })).toBe(false)
  })
})
