import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Examples } from '../../engine/engine'
import { idxPair, inTurn, read, refusal, testFolder, type TestFolder } from './testing/files'

let folder: TestFolder
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => folder.remove())

/** Writes a pair, and returns both paths. */
function pair(labels: readonly number[], name = 'train', ending = ''): [string, string] {
  const { pictures, labels: bytes } = idxPair(labels)
  const pack = (contents: Uint8Array): Uint8Array =>
    ending === '.gz' ? gzipSync(contents) : contents
  return [
    folder.write(`${name}-images-idx3-ubyte${ending}`, pack(pictures)),
    folder.write(`${name}-labels-idx1-ubyte${ending}`, pack(bytes))
  ]
}

const labelsOf = ({ answers }: Examples): number[] =>
  answers.kind === 'classes' ? [...answers.labels] : []

describe('IDX files', () => {
  it('are told apart by what they hold, in any order, compressed or not', async () => {
    const [pictures, labels] = pair(inTurn(30, 3), 'x', '.gz')
    const [testPictures, testLabels] = pair(inTurn(12, 3), 'y')
    const told: number[] = []
    const set = await read(
      'idx',
      [labels, testPictures, pictures, testLabels],
      {},
      ({ done, of }) => told.push(done / of)
    )
    expect(set.training).toMatchObject({ count: 30, inputSize: 784, imageWidth: 28 })
    expect(set.test?.count).toBe(12)
    expect(set.training.inputs[29 * 784]).toBe(29)
    expect(labelsOf(set.training)).toEqual(inTurn(30, 3))
    expect(set).toMatchObject({ kind: 'pictures', classes: 3, classNames: null })
    expect(told[told.length - 1]).toBe(1)
  })

  it('of the same size are told apart by their names', async () => {
    const test = pair(inTurn(12, 2), 't10k')
    const training = pair(inTurn(12, 2, 1).reverse(), 'train')
    const set = await read('idx', [...test, ...training])
    expect(labelsOf(set.training)).toEqual(inTurn(12, 2).reverse())
  })

  it('of EMNIST are set upright, and their letters named', async () => {
    const files = pair(inTurn(52, 26, 1), 'emnist-letters-train')
    const set = await read('idx', files)
    expect(set.options.transposed).toBe(true)
    expect(set.classNames?.slice(0, 3)).toEqual(['A', 'B', 'C'])
    expect(set.classes).toBe(26)
    expect(set.name).toBe('EMNIST letters')
    // the bar of the class A lies across the second row, and stands in the second column
    expect([...set.training.inputs.subarray(0, 784)].filter((_, at) => at % 28 === 1)).toContain(
      200
    )
    const lying = await read('idx', files, { transposed: false })
    expect(lying.training.inputs[28 + 10]).toBe(200)
    expect(set.training.inputs[28 + 10]).toBe(0)
  })

  it('leave out classes without examples, and say so', async () => {
    const set = await read('idx', pair([1, 4, 1, 4, 1, 4, 1, 4, 1, 4]))
    expect(set).toMatchObject({ classes: 2, classNames: ['1', '4'] })
    expect(labelsOf(set.training).slice(0, 4)).toEqual([0, 1, 0, 1])
    expect(set.remarks).toEqual([
      { code: 'labels-moved', values: { first: 1 } },
      { code: 'class-empty', values: { count: 2, names: '2, 3' } }
    ])
  })

  it('leave out test examples of classes that nothing was trained on', async () => {
    const training = pair(inTurn(20, 2))
    const set = await read('idx', [...training, ...pair([0, 1, 7, 7, 0], 't10k')])
    expect(set.test && labelsOf(set.test)).toEqual([0, 1, 0])
    expect(set.test?.inputs[2 * 784]).toBe(4)
    expect(set.rejections.kept).toMatchObject([
      { code: 'class-untrained', values: { name: '7', count: 2 } }
    ])
  })

  it('with dark ink on light paper are turned round', async () => {
    const [pictures, labels] = pair(inTurn(12, 2))
    const bytes = idxPair(inTurn(12, 2)).pictures.map((value, place) =>
      place < 16 ? value : 255 - value
    )
    folder.write('train-images-idx3-ubyte', bytes)
    const set = await read('idx', [pictures, labels])
    expect(set.options.inverted).toBe(true)
    expect(set.training.inputs[28 * 0 + 10]).toBe(200)
    const asIs = await read('idx', [pictures, labels], { inverted: false })
    expect(asIs.training.inputs[10]).toBe(55)
  })

  it('are refused where they are one, three, or no pairs', async () => {
    const [pictures, labels] = pair(inTurn(12, 2))
    const [others] = pair(inTurn(11, 2), 'b')
    expect(await refusal(read('idx', [pictures]))).toMatchObject({ problem: 'idx-count', count: 1 })
    expect(await refusal(read('idx', [pictures, others]))).toMatchObject({ problem: 'idx-parts' })
    expect(await refusal(read('idx', [others, labels]))).toEqual({
      problem: 'idx-pair',
      pictures: 'b-images-idx3-ubyte',
      labels: 'train-labels-idx1-ubyte',
      pictureCount: 11,
      labelCount: 12
    })
  })

  it('are refused where they are cut off, changed or something else', async () => {
    const { pictures: bytes } = idxPair(inTurn(12, 2))
    const [, labels] = pair(inTurn(12, 2))
    const problemOf = async (contents: Uint8Array | string): Promise<unknown> =>
      (await refusal(read('idx', [folder.write('damaged', contents), labels]))).problem
    const header = (...values: number[]): Uint8Array => Uint8Array.from(values)

    expect(await problemOf('')).toBe('file-empty')
    expect(await problemOf('label,pixel0\n')).toBe('idx-other')
    expect(await problemOf(header(0, 0, 8, 3, 0, 0))).toBe('idx-header')
    expect(await problemOf(bytes.subarray(0, 5000))).toBe('idx-length')
    expect(await problemOf(Uint8Array.from([...bytes, 1]))).toBe('idx-length')
    expect(await problemOf(header(0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0))).toBe('idx-values')
    expect(await problemOf(header(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9))).toBe(
      'idx-shape'
    )
    expect(await problemOf(gzipSync(bytes).subarray(0, 60))).toBe('file-compressed')
    expect(await problemOf(gzipSync(Buffer.concat([bytes, bytes])))).toBe('idx-length')
  })

  it('that claim gigabytes are refused before anything is allocated', async () => {
    const [, labels] = pair(inTurn(12, 2))
    const claim = Uint8Array.of(0, 0, 8, 3, 0, 0x29, 0xe8, 0xd6, 0, 0, 0, 28, 0, 0, 0, 28, 1, 2, 3)
    for (const [name, contents] of [
      ['claim', claim],
      ['claim.gz', gzipSync(claim)]
    ] as const) {
      const { problem } = await refusal(read('idx', [folder.write(name, contents), labels]))
      expect(problem).toBe('too-many-examples')
    }
    const most = Uint8Array.of(0, 0, 8, 3, 0, 0x0f, 0x42, 0x40, 0, 0, 0, 28, 0, 0, 0, 28, 1)
    expect(
      await refusal(read('idx', [folder.write('most.gz', gzipSync(most)), labels]))
    ).toMatchObject({
      problem: 'idx-length',
      declared: 784_000_000
    })
  })

  it('that unpack to far more than they declare are left at once', async () => {
    const [, labels] = pair(inTurn(12, 2))
    const { pictures } = idxPair(inTurn(12, 2))
    const bomb = gzipSync(Buffer.concat([pictures, Buffer.alloc(64 * 1024 ** 2)]))
    const { problem, found } = await refusal(read('idx', [folder.write('bomb.gz', bomb), labels]))
    expect(problem).toBe('idx-length')
    expect(Number(found)).toBeLessThan(4 * 1024 ** 2)
  })

  it('need ten examples and two classes', async () => {
    expect(await refusal(read('idx', pair(inTurn(9, 2))))).toMatchObject({
      problem: 'too-few-examples'
    })
    expect(await refusal(read('idx', pair(inTurn(20, 1))))).toMatchObject({
      problem: 'too-few-classes',
      count: 1
    })
  })
})
