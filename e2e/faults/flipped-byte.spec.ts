import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { DownhillError } from '../../src/shared/errors'
import { randomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { explainStoreError } from '../../src/store/sqlite-errors'
import { temporaryFolder } from '../../src/store/testing/fixtures'
import { row, times, tried } from '../trials'
import { storeOver } from './library/contents'
import { writeLibrary } from './library/full-library'

const SEED = 815

let folder: string
let remove: () => void
test.beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
test.afterEach(() => remove())

interface KeptWeights {
  runId: number
  id: number
  parameters: Buffer
}

/** Thousands of bytes one after the other take long to compare. */
const inOneWord = ({ runId, id, parameters }: KeptWeights): string =>
  `${runId} ${id} ${parameters.toString('base64')}`

/** The weights of a library by its checkpoints; `refused` hears of those that are not handed out. */
function weightsOf(
  file: string,
  refused: (error: unknown, runId: number, id: number) => void
): KeptWeights[] {
  const { database, notice } = openDatabase(file)
  const found: KeptWeights[] = []
  try {
    if (notice) return []
    const store = storeOver(database)
    for (const { id: runId } of store.listRuns()) {
      try {
        for (const { id } of store.runDetail(runId).checkpoints) {
          try {
            const { parameters } = store.readCheckpoint(runId, id)
            found.push({ runId, id, parameters: Buffer.from(parameters) })
          } catch (error) {
            refused(explainStoreError(error, file), runId, id)
          }
        }
      } catch (error) {
        refused(explainStoreError(error, file), runId, 0)
      }
    }
  } finally {
    database.close()
  }
  return found
}

/** Where that word begins, each time. */
function placesOf(bytes: Buffer, word: string): number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(word); at !== -1; at = bytes.indexOf(word, at + 1)) places.push(at)
  return places
}

test('a flipped byte of weights costs that checkpoint alone', row('flipped byte'), () => {
  const file = join(folder, 'downhill.sqlite')
  writeLibrary(file)
  const sound = readFileSync(file)
  const before = weightsOf(file, () => undefined)
  const random = randomStream(SEED, 'doubt')
  const flips = times(20, 300)
  for (let flip = 0; flip < flips; flip++) {
    const hit = before[random.below(before.length)]
    const bytes = Buffer.from(sound)
    // where its weights begin: their first bytes are within one page, found nowhere else
    const at = bytes.indexOf(hit.parameters.subarray(0, 300)) + random.below(300)
    bytes[at] ^= 1 << random.below(8)
    writeFileSync(file, bytes)
    const refusals: unknown[] = []
    const after = weightsOf(file, (error, runId, id) => {
      expect(error).toMatchObject({ code: 'checkpoint-damaged' })
      refusals.push([runId, id])
    })
    expect(refusals, `flip ${flip} of seed ${SEED}`).toEqual([[hit.runId, hit.id]])
    expect(after.map(inOneWord)).toEqual(before.filter(({ id }) => id !== hit.id).map(inOneWord))
  }
  tried(
    test.info(),
    `${flips} flips in weights: that checkpoint refused, ${before.length - 1} others used`
  )
})

test('a flipped byte anywhere never gives other weights', row('flipped byte'), () => {
  test.setTimeout(600_000)
  const file = join(folder, 'downhill.sqlite')
  writeLibrary(file, 12)
  const sound = readFileSync(file)
  const before = new Map(weightsOf(file, () => undefined).map((kept) => [kept.id, kept]))
  const random = randomStream(SEED + 1, 'doubt')
  const definitions = placesOf(sound, 'CREATE ')
  const flips = times(30, 1500)
  let refusals = 0
  for (let flip = 0; flip < flips; flip++) {
    const bytes = Buffer.from(sound)
    // the tables' definitions are small, and all depends on them
    const at =
      flip % 3 === 0
        ? definitions[random.below(definitions.length)] + random.below(400)
        : random.below(bytes.length)
    bytes[at] ^= 1 << random.below(8)
    writeFileSync(file, bytes)
    const what = `flip ${flip} at ${at}, seed ${SEED + 1}`
    const judge = (error: unknown): void => {
      expect(error, what).toBeInstanceOf(DownhillError)
      refusals++
    }
    const others = read(file, judge).filter(({ runId, id, parameters }) => {
      const kept = before.get(id)
      return kept?.runId !== runId || !kept.parameters.equals(parameters)
    })
    expect(others, what).toEqual([])
  }
  tried(test.info(), `${flips} flips anywhere: never other weights, ${refusals} typed refusals`)

  /** One that seems to be another program's is refused as a whole. */
  function read(library: string, judge: (error: unknown) => void): KeptWeights[] {
    try {
      return weightsOf(library, judge)
    } catch (error) {
      judge(error)
      return []
    }
  }
})
