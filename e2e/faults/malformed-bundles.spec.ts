import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBundle, writeBundle } from '../../src/bundle/bundle'
import { smallBundle, smallRun } from '../../src/bundle/testing/small-bundle'
import type { ImportedFile } from '../../src/shared/files'
import { expect, test } from '../fixtures'
import { row, times, tried } from '../trials'
import { BUNDLE_MUTATIONS } from './malformed/bundle-mutations'
import { drawFrom } from './malformed/byte-mutations'
import {
  MOST_MEGABYTES,
  MOST_MILLISECONDS,
  startCourier,
  type CourierChild
} from './malformed/courier-child'
import { expectSentence, filesBelow, soundRows } from './malformed/judge'

const OF_EACH = times(6, 145)
/** Files that are given at once. */
const BATCH = 12

let courier: CourierChild
test.beforeAll(() => {
  courier = startCourier()
})
test.afterAll(() => courier.end())

/** Every file brings runs that are not there yet, so that each could come in. */
let seed = 0
function soundFile(): Uint8Array {
  seed += 2
  return writeBundle(smallBundle([smallRun(seed), smallRun(seed + 1)]))
}

async function takeIn(library: string, paths: string[]): Promise<ImportedFile[]> {
  const answer = await courier.ask({ type: 'import', library, paths })
  if (answer.type !== 'answer') throw new Error(JSON.stringify(answer))
  return answer.value as ImportedFile[]
}

test(
  'runs: each file comes in as a whole, or is refused with a sentence and leaves nothing',
  row('malformed files'),
  async ({ dataFolder }, info) => {
    test.setTimeout(300_000)
    const library = join(dataFolder, 'downhill.sqlite')
    const file = (number: number): string => join(dataFolder, `${number}.downhill`)
    writeFileSync(file(0), soundFile())
    const [first] = await takeIn(library, [file(0)])
    expect(first.error).toBeNull()
    const atRest = courier.peakMegabytes()
    const whole = soundRows(library)
    const imported = first.runs.map(({ runId }) => runId)

    let refused = 0
    let files = 0
    for (const [index, mutate] of Object.values(BUNDLE_MUTATIONS).entries()) {
      for (let begin = 0; begin < OF_EACH; begin += BATCH) {
        const numbers = Array.from(
          { length: Math.min(BATCH, OF_EACH - begin) },
          (_, at) => begin + at
        )
        for (const number of numbers) {
          writeFileSync(file(number), mutate(soundFile(), drawFrom(1000 * index + number)))
        }
        for (const { error, runs } of await takeIn(library, numbers.map(file))) {
          files++
          const added = runs.filter(({ outcome }) => outcome === 'imported')
          imported.push(...added.map(({ runId }) => runId))
          if (error === null) continue
          refused++
          expect(['bundle-damaged', 'bundle-newer']).toContain(error.code)
          expectSentence(error)
          expect(runs).toEqual([])
        }
        expect(soundRows(library).runs).toBe(imported.length)
      }
    }
    expect(refused).toBeGreaterThan(files / 4)

    // what came in can go out again: it is as sound as what was trained here
    const out = join(dataFolder, 'out.downhill')
    const sent = await courier.ask({
      type: 'export',
      library,
      runIds: imported,
      author: null,
      file: out
    })
    expect(sent).toMatchObject({ type: 'answer' })
    const { runs } = readBundle(readFileSync(out))
    expect(runs).toHaveLength(imported.length)
    const rows = soundRows(library)
    expect(rows.checkpoints).toBe(
      runs.reduce((sum, { record }) => sum + record.checkpoints.length, 0)
    )
    expect(rows.epochs).toBe(runs.reduce((sum, { record }) => sum + record.epochs.length, 0))
    expect(whole.runs).toBe(2)

    const added = courier.peakMegabytes() - atRest
    expect(courier.longestWait()).toBeLessThan(MOST_MILLISECONDS)
    expect(added).toBeLessThan(MOST_MEGABYTES)
    const others = filesBelow(dataFolder).filter(
      (name) => !name.endsWith('.downhill') && !name.startsWith('downhill.sqlite')
    )
    expect(others).toEqual([])
    tried(
      info,
      `${files} .downhill files, ${refused} refused, ${imported.length} runs came in; at most ${Math.round(courier.longestWait())} ms and ${Math.round(added)} MB`
    )
  }
)
