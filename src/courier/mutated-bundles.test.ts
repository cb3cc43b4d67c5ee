import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundle, writeBundle } from '../bundle/bundle'
import { smallBundle, smallRun } from '../bundle/testing/small-bundle'
import { randomStream } from '../shared/random'
import { importFiles } from './import-runs'
import { createTestLibrary, type TestLibrary } from './testing/library'
import { MUTATIONS, type Draw } from './testing/mutations'

const FILES = 1000
const names = Object.keys(MUTATIONS)
const OF_EACH = Math.ceil(FILES / names.length)

let folder: string
let library: TestLibrary
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'downhill-mutated-'))
  library = createTestLibrary()
})
afterAll(() => {
  library.remove()
  rmSync(folder, { recursive: true })
})

const path = (): string => join(folder, 'mutated.downhill')
let seed = 0

/** Every file brings runs that are not there yet, so that each could come in. */
function soundFile(): Uint8Array {
  seed += 2
  return writeBundle(smallBundle([smallRun(seed), smallRun(seed + 1)]))
}

/** What came in can go out again: it is as sound as what was trained here. */
function expectSound(runIds: number[]): void {
  const runs = runIds.map((runId) => library.server.exportRun(runId))
  expect(readBundle(writeBundle(smallBundle(runs))).runs).toEqual(runs)
}

describe.each(Object.entries(MUTATIONS))('%s', (name, mutate) => {
  it('each file comes in as a whole, or is refused with a sentence and leaves nothing', async () => {
    const random = randomStream(1, 'noise', names.indexOf(name))
    const draw: Draw = (limit) => random.below(limit)
    let refused = 0
    for (let number = 0; number < OF_EACH; number++) {
      writeFileSync(path(), mutate(soundFile(), draw))
      const before = library.rows()
      const [{ error, runs }] = await importFiles([path()], library.tools)
      const after = library.rows()
      if (error === null) {
        const added = runs.filter(({ outcome }) => outcome === 'imported').length
        expect(after.runs).toBe(before.runs + added)
        expectSound(runs.map(({ runId }) => runId))
      } else {
        refused++
        expect(['bundle-damaged', 'bundle-newer']).toContain(error.code)
        expect(error.message).toMatch(/^This (is no sound|file was written).+\.$/s)
        expect(after).toEqual(before)
      }
    }
    expect(refused).toBeGreaterThan(OF_EACH / 4)
  })
})

it('a file that was not changed comes in', async () => {
  writeFileSync(path(), soundFile())
  const [{ error, runs }] = await importFiles([path()], library.tools)
  expect(error).toBeNull()
  expect(runs.map(({ outcome }) => outcome)).toEqual(['imported', 'imported'])
  expect(readBundle(soundFile()).runs).toHaveLength(2)
})
