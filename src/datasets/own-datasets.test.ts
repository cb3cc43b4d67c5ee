import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeDataset } from './card'
import { createCatalogue } from './catalogue'
import { loadDataset, loadTestExamples } from './load'
import {
  UNFINISHED,
  ownFolder,
  removeOwnDataset,
  renameOwnDataset,
  storeOwnDataset,
  sweepUnfinished
} from './own-datasets'
import { smallCurve, smallPictures } from './testing/small-dataset'

let library: string
beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'downhill-own-'))
})
afterEach(() => rm(library, { recursive: true }))

const catalogue = () => createCatalogue({ builtIn: 'nowhere', library })
const kept = (): Promise<string[]> => readdir(ownFolder(library))

describe('an own data set', () => {
  it('is loaded as it was stored, under an id of its content', async () => {
    const pictures = smallPictures()
    const info = await storeOwnDataset(library, pictures)
    const files = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1']
    const hash = createHash('sha256')
    for (const file of files) {
      hash.update(gunzipSync(await readFile(join(ownFolder(library), info.id, `${file}-ubyte.gz`))))
    }
    const fingerprint = hash.digest('hex')
    expect(info).toMatchObject({
      id: `own-${fingerprint.slice(0, 12)}`,
      fingerprint,
      origin: 'own',
      name: 'Small pictures',
      trainingCount: 12,
      testCount: 4,
      imageWidth: 28,
      classes: 2,
      classNames: ['cat', 'dog']
    })
    const { folderOf, find } = catalogue()
    const loaded = await loadDataset(folderOf(info.id), info.id)
    expect(loaded).toEqual({ info, training: pictures.training, test: pictures.test })
    expect(await loadTestExamples(folderOf(info.id), info.id)).toEqual(pictures.test)
    expect(await find(info.id)).toEqual(info)
  })

  it('of a curve keeps its values to the bit', async () => {
    const curve = smallCurve()
    const { id } = await storeOwnDataset(library, curve)
    const { info, training, test } = await loadDataset(catalogue().folderOf(id), id)
    expect(info).toMatchObject({ kind: 'curve', inputSize: 1, classes: 1 })
    expect({ training, test }).toEqual({ training: curve.training, test: curve.test })
  })

  it('comes in once, by its content, and keeps its name', async () => {
    const first = await storeOwnDataset(library, smallPictures())
    const second = await storeOwnDataset(library, smallPictures({ name: 'The same again' }))
    expect(second).toEqual(first)
    expect(await kept()).toEqual([first.id])
  })

  it('is refused where a file was changed, and made whole by taking it in again', async () => {
    const { id } = await storeOwnDataset(library, smallPictures())
    const labels = join(ownFolder(library), id, 't10k-labels-idx1-ubyte')
    const bytes = gunzipSync(await readFile(`${labels}.gz`))
    bytes[8] = 1 - bytes[8]
    await rm(`${labels}.gz`)
    await writeFile(labels, bytes)
    const load = (): Promise<unknown> => loadDataset(catalogue().folderOf(id), id)
    await expect(load()).rejects.toMatchObject({ code: 'own-dataset-damaged' })
    await storeOwnDataset(library, smallPictures())
    await expect(load()).resolves.toHaveProperty('info.id', id)
  })

  it('can be renamed and removed', async () => {
    const { id } = await storeOwnDataset(library, smallPictures())
    const renamed = await renameOwnDataset(library, id, 'Pets')
    expect(renamed).toMatchObject({ id, name: 'Pets' })
    expect(await catalogue().find(id)).toEqual(renamed)
    const read = {
      ...(await loadDataset(ownFolder(library), id)),
      info: { ...renamed, name: 'Old' }
    }
    expect((await describeDataset(read, ownFolder(library))).info).toEqual(renamed)
    await removeOwnDataset(library, id)
    expect(await kept()).toEqual([])
    await expect(catalogue().find(id)).rejects.toMatchObject({ code: 'own-dataset-missing' })
    await expect(removeOwnDataset(library, id)).rejects.toMatchObject({
      code: 'own-dataset-missing'
    })
  })

  it('is not looked for anywhere but in its folder', async () => {
    await mkdir(join(library, 'secret'))
    await writeFile(join(library, 'secret', 'dataset.json'), '{}')
    for (const id of ['../secret', 'own-../../secret', 'own-0123456789ab/../../secret', '']) {
      const isMissing = { code: 'dataset-missing' }
      await expect(catalogue().find(id)).rejects.toMatchObject(isMissing)
      await expect(removeOwnDataset(library, id)).rejects.toMatchObject(isMissing)
    }
    expect(await readdir(library)).toEqual(['secret'])
  })

  it.each([
    ['a label beyond its classes', { classes: 2, classNames: null, test: labelled(2) }],
    ['names for some of its classes', { classNames: ['cat'] }],
    ['one class', { classes: 1, classNames: null }],
    ['a name on two lines', { name: 'cats\ndogs' }],
    ['fewer values than pictures', { test: { ...smallPictures().test, count: 5 } }]
  ])('is refused with %s, and nothing is written', async (_, changes) => {
    await expect(storeOwnDataset(library, smallPictures(changes))).rejects.toMatchObject({
      code: 'invalid-input'
    })
    expect(await readdir(library)).toEqual([])
  })
})

function labelled(label: number): ReturnType<typeof smallPictures>['test'] {
  const { test } = smallPictures()
  return { ...test, answers: { kind: 'classes', labels: new Uint8Array(test.count).fill(label) } }
}

describe('the list', () => {
  it('has the own ones by name after those of the program, without damaged ones', async () => {
    const pictures = await storeOwnDataset(library, smallPictures({ name: 'Zoo' }))
    const curve = await storeOwnDataset(library, smallCurve())
    const broken = join(ownFolder(library), 'own-0123456789ab')
    await mkdir(broken)
    await writeFile(join(broken, 'dataset.json'), '{"version":1}')
    const list = await catalogue().list()
    expect(list.map(({ id }) => id)).toEqual([
      'mnist',
      'moons:count=500,noise=0.1,seed=1',
      'circles:count=500,noise=0.1,seed=1',
      'spiral:count=500,noise=0.03,seed=1',
      'xor:count=500,noise=0.1,seed=1',
      'blobs:count=500,noise=0.1,seed=1',
      'wave:count=500,noise=0.1,seed=1',
      'hill:count=500,noise=0.1,seed=1',
      'step:count=500,noise=0.1,seed=1',
      curve.id,
      pictures.id
    ])
  })

  it('has no rests of what was broken off, once they are swept', async () => {
    const { id } = await storeOwnDataset(library, smallPictures())
    await mkdir(join(ownFolder(library), 'unfinished-1'))
    // a renaming that was broken off
    const files = await readdir(join(ownFolder(library), id))
    await writeFile(join(ownFolder(library), id, `dataset.json.${UNFINISHED}1`), '{')
    await sweepUnfinished(library)
    expect(await kept()).toEqual([id])
    expect(await readdir(join(ownFolder(library), id))).toEqual(files)
  })
})
