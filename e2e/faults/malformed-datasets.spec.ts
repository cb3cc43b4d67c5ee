import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { encode } from 'fast-png'
import jpeg from 'jpeg-js'
import {
  idxPair,
  inTurn,
  testFolder,
  type TestFolder
} from '../../src/datasets/import/testing/files'
import { loadDataset } from '../../src/datasets/load'
import { ownFolder } from '../../src/datasets/own-datasets'
import type { PlainError } from '../../src/shared/errors'
import {
  INTAKE_PROBLEMS,
  USUAL_INTAKE,
  type IntakeKind,
  type IntakePreview
} from '../../src/shared/intake'
import { expect, test } from '../fixtures'
import { CHECKOUT } from '../program'
import { row, times, tried } from '../trials'
import { drawFrom, mutateBytes, type Draw } from './malformed/byte-mutations'
import {
  MOST_MEGABYTES,
  MOST_MILLISECONDS,
  startCourier,
  type CourierChild
} from './malformed/courier-child'
import { filesBelow } from './malformed/judge'
import { mutateJpeg, mutatePng } from './malformed/picture-mutations'
import { mutateTable } from './malformed/text-mutations'

const MUTATIONS = times(20, 1000)
/** Of those that are taken in, one in so many is stored too. */
const STORED_ONE_IN = 5
/** Pictures of a folder that are changed, beside as many sound ones. */
const PICTURES_AT_ONCE = 20

const words: Record<string, string> = JSON.parse(
  readFileSync(join(CHECKOUT, 'src/renderer/locales/en/intake.json'), 'utf8')
).problems

let courier: CourierChild
let folder: TestFolder
let library: TestFolder
test.beforeEach(() => {
  courier = startCourier()
  folder = testFolder()
  library = testFolder()
})
test.afterEach(async () => {
  await courier.end()
  folder.remove()
  library.remove()
})

/** The window has a sentence, and all that belongs into it. */
function expectWords(code: string, values: PlainError['values']): void {
  expect(INTAKE_PROBLEMS).toContain(code)
  // a sentence that has a plural counts columns, where nothing else is counted
  const given: PlainError['values'] = { count: values.columns, ...values }
  for (const [, name] of words[code].matchAll(/\{(\w+)\}/g)) {
    const isQuoted = name === 'text'
    if (!isQuoted) {
      expect(String(given[name]), `${code}: ${name}`).not.toMatch(/undefined|NaN|\[object/)
    }
    expect(String(given[name]).length).toBeLessThan(300)
  }
}

async function look(kind: IntakeKind, paths: readonly string[]): Promise<IntakePreview | null> {
  const answer = await courier.ask({ type: 'intake-read', kind, paths, options: USUAL_INTAKE })
  if (answer.type === 'preview') {
    for (const { code, values } of answer.preview.rejected) expectWords(code, values)
    return answer.preview
  }
  if (answer.type !== 'failed') throw new Error(answer.type)
  expect(answer.error.code, answer.error.message).toBe('intake-refused')
  expectWords(String(answer.error.values.problem), answer.error.values)
  return null
}

/** Stores what is looked at, and reads it back: of every label and number it is checked there what it may be. */
async function storeWhole(
  { trainingCount, testCount }: IntakePreview,
  name: string
): Promise<void> {
  const answer = await courier.ask({
    ...{ type: 'intake-store', libraryFolder: library.path, attempt: 'one' },
    ...{ name, source: '', licence: '' }
  })
  if (answer.type !== 'stored') throw new Error(JSON.stringify(answer))
  const { training, test: held } = await loadDataset(ownFolder(library.path), answer.info.id)
  expect([training.count, held.count]).toEqual([trainingCount, testCount])
}

/** @param pathsOf the files of one mutation */
async function survive(
  kind: IntakeKind,
  pathsOf: (draw: Draw, seed: number) => readonly string[],
  readings = MUTATIONS
): Promise<number> {
  test.setTimeout(300_000)
  let taken = 0
  let stored = 0
  const sound = await look(kind, pathsOf(drawFrom(0), 0))
  expect(sound, 'what is as it should be').not.toBeNull()
  const atRest = courier.peakMegabytes()
  for (let seed = 1; seed <= readings; seed++) {
    const preview = await look(kind, pathsOf(drawFrom(seed), seed))
    if (preview === null) continue
    if (taken++ % STORED_ONE_IN > 0) continue
    stored++
    await storeWhole(preview, `number ${seed}`)
  }
  const added = courier.peakMegabytes() - atRest
  expect(courier.longestWait()).toBeLessThan(MOST_MILLISECONDS)
  expect(added).toBeLessThan(MOST_MEGABYTES)
  expect(
    filesBelow(library.path).filter((name) => !/^datasets\/own-[0-9a-f]{12}\//.test(name))
  ).toEqual([])
  tried(
    test.info(),
    `${readings} readings, ${taken} taken in, ${stored} of them stored; at most ${Math.round(courier.longestWait())} ms and ${Math.round(added)} MB`
  )
  return taken
}

/** Under a name that says nothing of what is in it. */
const write = (name: string, bytes: Uint8Array): string => folder.write(name, bytes)

const packed = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes))

test('IDX pictures', row('malformed files'), async () => {
  const { pictures, labels } = idxPair(inTurn(12, 3))
  const others = write('labels', labels)
  await survive('idx', (draw, seed) => [
    write('pictures', seed === 0 ? pictures : mutateBytes(pictures, draw)),
    others
  ])
})

test('IDX pictures and labels, compressed', row('malformed files'), async () => {
  const { pictures, labels } = idxPair(inTurn(12, 3))
  const change = (bytes: Uint8Array, draw: Draw, seed: number): Uint8Array => {
    if (seed === 0) return packed(bytes)
    // what is packed, or the packing
    return draw(2) === 0 ? mutateBytes(packed(bytes), draw) : packed(mutateBytes(bytes, draw))
  }
  await survive('idx', (draw, seed) => {
    const isPictures = seed % 2 === 0
    return [
      write('pictures.gz', isPictures ? change(pictures, draw, seed) : packed(pictures)),
      write('labels.gz', isPictures ? packed(labels) : change(labels, draw, seed))
    ]
  })
})

test('IDX labels', row('malformed files'), async () => {
  const { pictures, labels } = idxPair(inTurn(12, 3))
  const others = write('pictures', pictures)
  const taken = await survive('idx', (draw, seed) => [
    others,
    write('labels', seed === 0 ? labels : mutateBytes(labels, draw))
  ])
  expect(taken).toBeGreaterThan(0)
})

const TABLES = {
  points: inTurn(30, 2).map((label, at) => `${at / 30},${at / 60},"class ${label}"`),
  curves: inTurn(30, 30).map((at) => `${at / 30};${at}`),
  pictures: inTurn(10, 2).map((label) => [label, ...Array<number>(784).fill(7 * label)].join(','))
}
for (const [what, rows] of Object.entries(TABLES)) {
  test(`tables of ${what}`, row('malformed files'), async () => {
    const bytes = new TextEncoder().encode(`${rows.join('\n')}\n`)
    const taken = await survive('csv', (draw, seed) => [
      write('table.csv', seed === 0 ? bytes : mutateTable(bytes, draw))
    ])
    expect(taken).toBeGreaterThan(0)
  })
}

const grey = Uint8Array.from({ length: 900 }, (_, at) => (at * 7) % 256)
const rgba = Uint8Array.from({ length: 3600 }, (_, at) => (at * 11) % 256)
const size = { width: 30, height: 30 }
const interlaced = { ...size, channels: 4, depth: 8, data: rgba } as const
const PICTURES: Record<string, [Uint8Array, (bytes: Uint8Array, draw: Draw) => Uint8Array]> = {
  'grey PNG': [encode({ ...size, channels: 1, depth: 8, data: grey }), mutatePng],
  'interlaced PNG': [encode(interlaced, { interlace: 'Adam7' }), mutatePng],
  'a palette of PNG': [
    encode({
      ...size,
      channels: 1,
      depth: 8,
      data: grey.map((value) => value % 3),
      palette: [
        [0, 0, 0],
        [9, 99, 199],
        [255, 255, 255]
      ]
    }),
    mutatePng
  ],
  JPEG: [new Uint8Array(jpeg.encode({ ...size, data: rgba }, 80).data), mutateJpeg]
}
for (const [what, [bytes, mutate]] of Object.entries(PICTURES)) {
  test(`folders of ${what}`, row('malformed files'), async () => {
    // as many sound ones beside, so that each folder holds a data set
    for (let index = 0; index < PICTURES_AT_ONCE; index++) {
      write(`set/${index % 2 === 0 ? 'ant' : 'bee'}/sound ${index}.png`, bytes)
    }
    const taken = await survive(
      'folder',
      (draw, seed) => {
        for (let index = 0; index < PICTURES_AT_ONCE; index++) {
          write(
            `set/${index % 2 === 0 ? 'ant' : 'bee'}/${index}.png`,
            seed === 0 ? bytes : mutate(bytes, draw)
          )
        }
        return [join(folder.path, 'set')]
      },
      Math.ceil(MUTATIONS / PICTURES_AT_ONCE)
    )
    expect(taken).toBe(Math.ceil(MUTATIONS / PICTURES_AT_ONCE))
  })
}
