import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createCatalogue } from '../datasets/catalogue'
import { loadDataset } from '../datasets/load'
import { ownFolder, storeOwnDataset } from '../datasets/own-datasets'
import { smallCurve, smallPictures } from '../datasets/testing/small-dataset'
import { databaseFile, type LibraryPlace } from '../store/data-folder'
import { copyOwnDatasets, removeOwnDatasets } from './library-datasets'
import { findLeftBehind, librarySize, removeEverything, removeLeftBehind } from './library-files'
import { moveLibrary, type LibraryMove } from './library-move'
import { prepareTarget } from './library-target'

let root: string
let home: string
let stick: string
let ids: string[]
let place: LibraryPlace
beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'downhill-library-datasets-')))
  home = join(root, 'home')
  stick = join(root, 'stick')
  mkdirSync(home)
  mkdirSync(stick)
  writeFileSync(databaseFile(home), 'the runs')
  place = { folder: home, home, fixed: false, moved: false, lost: false, previous: [] }
  const stored = [smallPictures(), smallCurve()].map((each) => storeOwnDataset(home, each))
  ids = (await Promise.all(stored)).map(({ id }) => id)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const kept = (library: string): string[] =>
  existsSync(ownFolder(library)) ? readdirSync(ownFolder(library)).sort() : []

function move(copyLibrary: (file: string) => void): Promise<void> {
  const services: LibraryMove['services'] = {
    store: {
      leasedRuns: async () => [],
      copyLibrary: async (file) => copyLibrary(file),
      releaseLibrary: async () => undefined
    },
    supervisor: { live: () => [], stop: async () => undefined },
    tell: () => undefined
  }
  const log = { write: () => undefined, error: () => undefined }
  return moveLibrary({ chosen: stick, place, services, letGo: async () => undefined, log })
}

it('go with a library that is moved, and can be loaded there', async () => {
  await move((file) => writeFileSync(file, 'the copy'))
  expect(kept(stick)).toEqual(ids.toSorted())
  const { folderOf } = createCatalogue({ builtIn: 'nowhere', library: stick })
  for (const id of ids) await expect(loadDataset(folderOf(id), id)).resolves.toBeTruthy()
  // the originals are set aside with the library, counted with it, and go when a person says so
  expect(kept(home)).toEqual([])
  const [left] = await findLeftBehind([home])
  expect(left.size).toBeGreaterThan(1000)
  await removeLeftBehind([home])
  expect(readdirSync(home)).toEqual(['location.json'])
})

it('stay where they were when the move fails, and nothing of them is left', async () => {
  const failing = move(() => {
    throw new Error('the disk is gone')
  })
  await expect(failing).rejects.toThrow('the disk is gone')
  expect(kept(home)).toEqual(ids.toSorted())
  expect(readdirSync(stick)).toEqual([])
})

it('are no obstacle where a move was broken off, and are copied anew', async () => {
  await copyOwnDatasets(home, stick)
  writeFileSync(join(ownFolder(stick), ids[0], 'dataset.json'), 'spoilt')
  mkdirSync(join(ownFolder(stick), 'unfinished-1'))
  expect((await prepareTarget(stick, place, 10)).folder).toBe(stick)
  await move((file) => writeFileSync(file, 'the copy'))
  const { list } = createCatalogue({ builtIn: 'nowhere', library: stick })
  expect((await list()).map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
})

it('of somebody else are not taken for ours', async () => {
  mkdirSync(join(stick, 'datasets', 'birds'), { recursive: true })
  expect((await prepareTarget(stick, place, 10)).folder).toBe(join(stick, 'Downhill'))
  await copyOwnDatasets(home, stick)
  await removeOwnDatasets(stick)
  expect(kept(stick)).toEqual(['birds'])
})

it('count with the library, and are removed with it', async () => {
  expect(await librarySize(home)).toBeGreaterThan('the runs'.length + 1000)
  await removeEverything(place)
  expect(readdirSync(home)).toEqual([])
})
