import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { harmless } from '../../src/cli/format'
import { readSweep } from '../../src/cli/sweep-settings'
import { writeDrawings } from '../../src/courier/drawings-file'
import { loadDataset } from '../../src/datasets/load'
import { listRecords, OWN_FOLDER } from '../../src/datasets/own-record'
import { storeOwnDataset } from '../../src/datasets/own-datasets'
import { smallPictures } from '../../src/datasets/testing/small-dataset'
import { readPreferences } from '../../src/renderer/composables/preferences'
import { handwritten } from '../../src/shared/digit-handwriting'
import { transformed } from '../../src/shared/digit-strokes'
import { packStrokes } from '../../src/shared/drawing-strokes'
import type { ImportedDrawings } from '../../src/shared/drawings'
import { DownhillError, toPlainError } from '../../src/shared/errors'
import { locationNote, readLocation } from '../../src/store/library-location'
import { expect, test } from '../fixtures'
import { CHECKOUT } from '../program'
import { row, times, tried } from '../trials'
import { drawFrom, mutateBytes, pick } from './malformed/byte-mutations'
import { MOST_MEGABYTES, MOST_MILLISECONDS, startCourier } from './malformed/courier-child'
import { expectSentence, filesBelow, soundRows } from './malformed/judge'
import { mutateJson } from './malformed/text-mutations'

const MUTATIONS = times(40, 1000)
/** Files that are given at once. */
const AT_ONCE = 20
/** Reading MNIST takes a third of a second each. */
const OF_MNIST = times(3, 100)

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const megabytes = (): number => process.resourceUsage().maxRSS / 1024

/** Milliseconds of the longest of them, which are told of in the table. */
async function each(count: number, attempt: (seed: number) => unknown): Promise<number> {
  let longest = 0
  for (let seed = 1; seed <= count; seed++) {
    const begun = performance.now()
    await attempt(seed)
    longest = Math.max(longest, performance.now() - begun)
  }
  expect(longest).toBeLessThan(MOST_MILLISECONDS)
  return Math.round(longest)
}

test('drawings', row('malformed files'), async ({ dataFolder }, info) => {
  test.setTimeout(300_000)
  const library = join(dataFolder, 'downhill.sqlite')
  const record = (seed: number, digit: number) => ({
    strokes: packStrokes(transformed(handwritten(digit), 0.5 + seed / 5000, 1, 2)),
    label: digit,
    author: digit === 0 ? null : 'Ada',
    createdAt: '2026-01-02T03:04:05.000Z'
  })
  const courier = startCourier()
  try {
    let refused = 0
    const file = (seed: number): string => join(dataFolder, `${seed}.downhill-drawings`)
    const takeIn = async (seeds: number[]): Promise<ImportedDrawings[]> => {
      const paths = seeds.map(file)
      const answer = await courier.ask({ type: 'import-drawings', library, paths })
      if (answer.type !== 'answer') throw new Error(JSON.stringify(answer))
      return answer.value as ImportedDrawings[]
    }
    const sound = (seed: number): Uint8Array =>
      writeDrawings([record(seed, seed % 10), record(seed, (seed + 3) % 10)], '1.0.0')
    writeFileSync(file(0), sound(0))
    let known = (await takeIn([0]))[0].added.length
    expect(known).toBe(2)
    const atRest = courier.peakMegabytes()
    for (let begin = 1; begin <= MUTATIONS; begin += AT_ONCE) {
      const seeds = Array.from({ length: AT_ONCE }, (_, at) => begin + at)
      for (const seed of seeds) writeFileSync(file(seed), mutateJson(sound(seed), drawFrom(seed)))
      for (const { added, error } of await takeIn(seeds)) {
        known += added.length
        if (error === null) continue
        refused++
        expect(['drawings-damaged', 'drawings-newer']).toContain(error.code)
        expectSentence(error)
        expect(added).toEqual([])
      }
      expect(soundRows(library).drawings).toBe(known)
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 2)
    const added = courier.peakMegabytes() - atRest
    expect(courier.longestWait()).toBeLessThan(MOST_MILLISECONDS)
    expect(added).toBeLessThan(MOST_MEGABYTES)
    tried(
      info,
      `${MUTATIONS} files of drawings, ${refused} refused; at most ${Math.round(courier.longestWait())} ms and ${Math.round(added)} MB`
    )
  } finally {
    await courier.end()
  }
})

test('own data sets as they are kept', row('malformed files'), async ({ dataFolder }, info) => {
  test.setTimeout(300_000)
  const { id } = await storeOwnDataset(dataFolder, smallPictures())
  const own = join(dataFolder, OWN_FOLDER)
  const names = readdirSync(join(own, id))
  const sound = new Map(
    names.map((name) => [name, new Uint8Array(readFileSync(join(own, id, name)))])
  )
  const wanted = await loadDataset(own, id)
  const before = megabytes()
  let refused = 0
  const longest = await each(MUTATIONS, async (seed) => {
    const draw = drawFrom(seed)
    const name = pick(names, draw)
    const bytes = sound.get(name) ?? new Uint8Array()
    const mutated = name.endsWith('.json')
      ? mutateJson(bytes, draw)
      : draw(2) === 0
        ? mutateBytes(bytes, draw)
        : gzipSync(mutateBytes(new Uint8Array(gunzipSync(bytes)), draw))
    writeFileSync(join(own, id, name), mutated)
    try {
      const { training, test: held } = await loadDataset(own, id)
      expect([training, held]).toEqual([wanted.training, wanted.test])
    } catch (error) {
      refused++
      expect(error).toBeInstanceOf(DownhillError)
      expect(['own-dataset-damaged', 'own-dataset-missing']).toContain(toPlainError(error).code)
      expectSentence(toPlainError(error))
    }
    expect((await listRecords(own)).length).toBeLessThanOrEqual(1)
    writeFileSync(join(own, id, name), bytes)
  })
  expect(refused).toBeGreaterThan(MUTATIONS / 2)
  expect(filesBelow(own)).toHaveLength(names.length)
  const added = megabytes() - before
  expect(added).toBeLessThan(MOST_MEGABYTES)
  tried(
    info,
    `${MUTATIONS} changes, ${refused} noticed, the others harmless; at most ${longest} ms and ${Math.round(added)} MB`
  )
})

test('MNIST as it comes with the program', row('malformed files'), async ({ dataFolder }, info) => {
  test.setTimeout(300_000)
  const resources = join(CHECKOUT, 'out/resources/mnist')
  const files = readdirSync(resources).filter((name) => name.endsWith('.gz'))
  mkdirSync(join(dataFolder, 'mnist'))
  for (const name of files) copyFileSync(join(resources, name), join(dataFolder, 'mnist', name))
  let refused = 0
  const longest = await each(OF_MNIST, async (seed) => {
    const draw = drawFrom(seed)
    const name = pick(files, draw)
    const sound = new Uint8Array(readFileSync(join(resources, name)))
    const mutated = mutateBytes(sound, draw)
    writeFileSync(join(dataFolder, 'mnist', name), mutated)
    const error: unknown = await loadDataset(dataFolder, 'mnist').then(
      () => null,
      (reason: unknown) => reason
    )
    if (error !== null) {
      refused++
      expect(toPlainError(error).code).toMatch(/^dataset-(damaged|missing)$/)
      expectSentence(toPlainError(error))
    }
    writeFileSync(join(dataFolder, 'mnist', name), sound)
  })
  expect(refused).toBeGreaterThan(OF_MNIST / 2)
  expect((await loadDataset(dataFolder, 'mnist')).training.count).toBe(60_000)
  tried(info, `${OF_MNIST} changes, ${refused} noticed, the others harmless; at most ${longest} ms`)
})

test(
  'the note where the library is, the choices of the window, and a list for a sweep',
  row('malformed files'),
  async ({ dataFolder }, info) => {
    test.setTimeout(300_000)
    const note = bytesOf({ folder: '/somewhere/else', previous: ['/before'], leaving: '/before' })
    const choices = bytesOf({
      theme: 'dark',
      contrast: 'high',
      textSize: 110,
      motion: 'full',
      singleKeys: true,
      language: 'en'
    })
    const list = bytesOf([
      { learningRate: 1, hiddenLayers: [30] },
      { batchSize: 5, dataset: 'mnist' }
    ])
    const file = join(dataFolder, 'list.json')
    const usual = readPreferences(null)
    let damaged = 0
    let refused = 0
    const longest = await each(MUTATIONS, (seed) => {
      writeFileSync(locationNote(dataFolder), mutateJson(note, drawFrom(seed)))
      const place = readLocation(dataFolder)
      if (place === 'damaged') damaged++
      else expect(place?.folder).toMatch(/^\//)

      const read = readPreferences(new TextDecoder().decode(mutateJson(choices, drawFrom(seed))))
      expect(Object.keys(read)).toEqual(Object.keys(usual))
      expect(['system', 'light', 'dark']).toContain(read.theme)
      expect(read.textSize).toBeGreaterThanOrEqual(90)
      expect(read.textSize).toBeLessThanOrEqual(200)

      writeFileSync(file, mutateJson(list, drawFrom(seed)))
      try {
        expect(readSweep({ list: file }).configs.length).toBeLessThan(1001)
      } catch (error) {
        refused++
        const { code, message } = toPlainError(error)
        // as the terminal writes it
        expectSentence({ code, message: harmless(message), values: {} })
      }
    })
    expect(Object.prototype).not.toHaveProperty('polluted')
    expect(damaged).toBeGreaterThan(MUTATIONS / 3)
    expect(refused).toBeGreaterThan(MUTATIONS / 3)
    tried(
      info,
      `${MUTATIONS} of each: ${damaged} damaged notes, ${refused} lists refused; at most ${longest} ms`
    )
  }
)
