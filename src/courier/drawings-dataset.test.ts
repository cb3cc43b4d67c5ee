import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Dataset } from '../datasets/dataset'
import { loadDataset } from '../datasets/load'
import { ownFolder } from '../datasets/own-datasets'
import type { Examples } from '../engine/engine'
import type { DatasetInfo } from '../shared/dataset'
import { handwritten } from '../shared/digit-handwriting'
import { digitFromStrokes } from '../shared/digit-image'
import { transformed } from '../shared/digit-strokes'
import { packStrokes } from '../shared/drawing-strokes'
import { makeDrawingsDataset, type DrawingsDataset } from './drawings-dataset'
import { createTestLibrary, type TestLibrary } from './testing/library'

const builtIn = resolve(import.meta.dirname, '../../out/resources')
const usual: DrawingsDataset = { name: 'ours', use: 'both', testShare: 0.25, seed: 1 }

let folder: string
let library: TestLibrary
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-drawings-'))
  library = createTestLibrary()
})
afterEach(() => {
  library.remove()
  rmSync(folder, { recursive: true, force: true })
})

function keep(digit: number, times: number): void {
  library.server.addDrawings(
    Array.from({ length: times }, (_, time) => {
      const strokes = transformed(handwritten(digit), 0.5 + time / 20, time / 10, 3)
      const createdAt = '2026-01-02T03:04:05.000Z'
      const record = { strokes: packStrokes(strokes), label: digit, author: null, createdAt }
      return { record, ...digitFromStrokes(strokes) }
    })
  )
}

const make = (changes: Partial<DrawingsDataset> = {}): Promise<DatasetInfo> =>
  makeDrawingsDataset({ ...usual, ...changes }, library.tools, { builtIn, library: folder })
const load = (info: DatasetInfo): Promise<Dataset> => loadDataset(ownFolder(folder), info.id)

function labelsOf({ answers }: Examples): number[] {
  return answers.kind === 'classes' ? [...answers.labels] : []
}

describe('a data set of drawings', () => {
  it('has a share of each class for testing, and each drawing once', async () => {
    keep(3, 8)
    keep(7, 4)
    keep(9, 1)
    const info = await make()
    expect(info).toMatchObject({ name: 'ours', trainingCount: 10, testCount: 3, classes: 10 })
    const { training, test } = await load(info)
    expect(labelsOf(test)).toEqual([3, 3, 7])
    // of one alone there is nothing to test: it is learnt from
    expect(labelsOf(training).filter((label) => label === 9)).toHaveLength(1)
    const { centred } = library.server.drawingPictures()
    const textsOf = (inputs: ArrayLike<number>, count: number): string[] =>
      Array.from({ length: count }, (_, place) =>
        Array.from(inputs)
          .slice(place * 784, (place + 1) * 784)
          .join()
      )
    const all = [...textsOf(training.inputs, 10), ...textsOf(test.inputs, 3)]
    expect(all.toSorted()).toEqual(textsOf(centred, 13).toSorted())
  })

  it('is the same for the same seed, and another one for another', async () => {
    keep(3, 20)
    keep(4, 20)
    const [first, again, other] = [await make(), await make(), await make({ seed: 2 })]
    expect(again.fingerprint).toBe(first.fingerprint)
    expect(other.fingerprint).not.toBe(first.fingerprint)
  })

  it('is refused where a part would have fewer than two', async () => {
    await expect(make()).rejects.toMatchObject({ code: 'drawings-too-few' })
    keep(3, 3)
    await expect(make()).rejects.toMatchObject({ code: 'drawings-too-few' })
    await expect(make({ use: 'test' })).resolves.toMatchObject({ testCount: 3 })
  })

  it('stands as a test set beside MNIST, and as a training set before its test images', async () => {
    keep(3, 3)
    const beside = await load(await make({ use: 'test' }))
    expect([beside.training.count, labelsOf(beside.test)]).toEqual([60_000, [3, 3, 3]])
    const before = await load(await make({ use: 'training' }))
    expect([labelsOf(before.training), before.test.count]).toEqual([[3, 3, 3], 10_000])
  })
})
