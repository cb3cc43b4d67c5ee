import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { idxPair, inTurn, testFolder, type TestFolder } from '../datasets/import/testing/files'
import { loadDataset } from '../datasets/load'
import { ownFolder } from '../datasets/own-datasets'
import { USUAL_INTAKE, type IntakeOptions, type IntakePreview } from '../shared/intake'
import type { IntakeMessage, ReadIntake } from '../shared/intake-protocol'
import { createIntake, type Intake } from './intake'

let folder: TestFolder
let library: string
let told: IntakeMessage[]
let intake: Intake

beforeEach(() => {
  folder = testFolder()
  library = mkdtempSync(join(tmpdir(), 'downhill-intake-'))
  told = []
  intake = createIntake({ tell: (message) => told.push(message), now: () => Date.UTC(2026, 0, 2) })
})
afterEach(() => {
  folder.remove()
  rmSync(library, { recursive: true })
})

function question(options: Partial<IntakeOptions> = {}, labels = inTurn(50, 5)): ReadIntake {
  const pair = idxPair(labels)
  const paths = [folder.write('i', pair.pictures), folder.write('l', pair.labels)]
  return {
    type: 'intake-read',
    id: 1,
    kind: 'idx',
    paths,
    options: { ...USUAL_INTAKE, ...options }
  }
}

async function look(asked: ReadIntake): Promise<IntakePreview> {
  const answer = await intake.answer(asked)
  if (answer.type !== 'preview') throw new Error(JSON.stringify(answer))
  return answer.preview
}

const store = (): Promise<IntakeMessage> =>
  intake.answer({
    type: 'intake-store',
    id: 2,
    libraryFolder: library,
    attempt: 'first',
    name: 'Bars',
    source: 'a test',
    licence: 'none'
  })

describe('an intake', () => {
  it('shows what it read, a few samples of each class, and stores just that', async () => {
    const preview = await look(question({ testShare: 0.3 }))
    expect(preview).toMatchObject({ trainingCount: 35, testCount: 15, hasOwnTest: false })
    expect(preview.classes).toEqual(
      ['0', '1', '2', '3', '4'].map((name) => ({ name, training: 7, test: 3 }))
    )
    expect(preview.samples).toHaveLength(20)
    expect(preview.samples.map(({ label }) => label)).toEqual(
      preview.samples.map(({ index }) => index % 5)
    )
    expect(readdirSync(library)).toEqual([])

    const stored = await store()
    if (stored.type !== 'stored') throw new Error(JSON.stringify(stored))
    expect(stored.info).toMatchObject({
      name: 'Bars',
      trainingCount: 35,
      testCount: 15,
      classes: 5
    })
    const { training, test } = await loadDataset(ownFolder(library), stored.info.id)
    const places = [training, test].map(({ count, inputs }) =>
      Array.from({ length: count }, (_, index) => inputs[index * 784])
    )
    // each example went into one of the two parts
    expect(places.flat().toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, place) => place)
    )
  })

  it('draws the test set by the seed, the same for the same, without reading again', async () => {
    const asked = question()
    const first = await look(asked)
    const options = { ...first.options, seed: 2, testShare: 0.5 }
    // were they read again, they would be refused
    folder.write('i', 'something else')
    const other = await look({ ...asked, options })
    expect([other.trainingCount, other.testCount]).toEqual([25, 25])
    const answer = await intake.answer({ ...asked, options: { ...options, transposed: true } })
    expect(answer).toMatchObject({ type: 'failed', error: { values: { problem: 'idx-other' } } })
    // what was read before is still there
    expect(await store()).toMatchObject({ type: 'stored', info: { trainingCount: 25 } })
  })

  it('stores nothing where nothing was read, or where all was refused', async () => {
    expect(await store()).toMatchObject({ type: 'failed', error: { code: 'not-found' } })
    const answer = await intake.answer(question({}, inTurn(5, 2)))
    expect(answer).toMatchObject({ type: 'failed', error: { code: 'intake-refused' } })
    expect(await store()).toMatchObject({ type: 'failed' })
    expect(readdirSync(library)).toEqual([])
  })
})
