import { gzipSync } from 'node:zlib'
import { encode } from 'fast-png'
import jpeg from 'jpeg-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INTAKE_PROBLEMS, type IntakeKind } from '../../shared/intake'
import type { IncomingSet } from './classes'
import { decodePicture } from './folder/pictures'
import {
  idxPair,
  inTurn,
  mutate,
  read,
  refusal,
  testFolder,
  type TestFolder
} from './testing/files'

/** What a person gets of a damaged file: a data set, or a sentence why not. Never anything else. */
const MUTATIONS = 1000

let folder: TestFolder
beforeAll(() => {
  folder = testFolder()
})
afterAll(() => folder.remove())

function expectWhole({ training, test, classes, classNames, rejections }: IncomingSet): void {
  for (const part of test ? [training, test] : [training]) {
    expect(part.inputs).toHaveLength(part.count * part.inputSize)
    const { answers, inputs } = part
    if (inputs instanceof Float32Array) expect(inputs.every(Number.isFinite)).toBe(true)
    if (answers.kind === 'values') {
      expect(answers.targets).toHaveLength(part.count)
      expect(answers.targets.every(Number.isFinite)).toBe(true)
    } else {
      expect(answers.labels).toHaveLength(part.count)
      expect(answers.labels.some((label) => label >= classes)).toBe(false)
    }
  }
  if (classNames) expect(classNames).toHaveLength(classes)
  expect(rejections.kept.every(({ code }) => INTAKE_PROBLEMS.includes(code))).toBe(true)
}

/** Read at once: most of the time goes by waiting for files. */
const AT_ONCE = 20

/**
 * @param pathsOf the files of one mutation, under names of its own
 * @returns how many of the mutations came in nevertheless
 */
async function survive(
  kind: IntakeKind,
  pathsOf: (seed: number) => readonly string[]
): Promise<number> {
  let taken = 0
  async function meet(seed: number): Promise<void> {
    const set = await read(kind, pathsOf(seed)).catch((error: unknown) => error)
    if (set instanceof Error) {
      const { problem } = await refusal(Promise.reject(set))
      expect(INTAKE_PROBLEMS).toContain(problem)
    } else {
      taken++
      expectWhole(set as IncomingSet)
    }
  }
  for (let seed = 1; seed <= MUTATIONS; seed += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => meet(seed + index)))
  }
  return taken
}

/** A file of the folder, under a name that it shares with none that is read at the same time. */
const write = (name: string, seed: number, bytes: Uint8Array): string =>
  folder.write(`${seed % AT_ONCE} ${name}`, bytes)

describe('a thousand mutations', () => {
  const { pictures, labels } = idxPair(inTurn(12, 3))

  it.each([
    ['pictures', (bytes: Uint8Array) => bytes],
    ['compressed pictures', (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes))]
  ])('of IDX %s end in a data set or in a sentence', async (_, pack) => {
    const others = folder.write('labels', labels)
    const taken = await survive('idx', (seed) => [
      write('pictures', seed, mutate(pack(pictures), seed)),
      others
    ])
    expect(taken).toBeLessThan(MUTATIONS)
  })

  it('of IDX labels do, too', async () => {
    const others = folder.write('pictures', pictures)
    const taken = await survive('idx', (seed) => [
      others,
      write('labels', seed, mutate(labels, seed))
    ])
    expect(taken).toBeGreaterThan(0)
  })

  it.each([
    ['points', inTurn(30, 2).map((label, at) => `${at / 30},${at / 60},"class ${label}"`)],
    ['curves', inTurn(30, 30).map((at) => `${at / 30};${at}`)],
    ['pictures', inTurn(10, 2).map((label) => [label, ...Array(784).fill(7 * label)].join(','))]
  ])('of tables of %s do, too', async (_, rows) => {
    const bytes = new TextEncoder().encode(`${rows.join('\r\n')}\r\n`)
    const taken = await survive('csv', (seed) => [write('table.csv', seed, mutate(bytes, seed))])
    expect(taken).toBeGreaterThan(0)
  })

  const grey = Uint8Array.from({ length: 900 }, (_, at) => (at * 7) % 256)
  const rgba = Uint8Array.from({ length: 3600 }, (_, at) => (at * 11) % 256)
  it.each([
    ['grey PNG', encode({ width: 30, height: 30, channels: 1, depth: 8, data: grey })],
    [
      'interlaced PNG',
      encode({ width: 30, height: 30, channels: 4, depth: 8, data: rgba }, { interlace: 'Adam7' })
    ],
    ['JPEG', new Uint8Array(jpeg.encode({ width: 30, height: 30, data: rgba }, 80).data)]
  ])('of a %s end in a picture or in a reason', (_, bytes) => {
    let decoded = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const picture = decodePicture(mutate(bytes, seed))
      if ('code' in picture) expect(INTAKE_PROBLEMS).toContain(picture.code)
      else {
        decoded++
        expect(picture.values).toHaveLength(picture.width * picture.height)
      }
    }
    expect(decodePicture(bytes)).toMatchObject({ width: 30, height: 30 })
    expect(decoded).toBeLessThan(MUTATIONS)
  })
})
