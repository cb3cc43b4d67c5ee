import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { idxPair, inTurn, testFolder } from '../../src/datasets/import/testing/files'
import { loadDataset } from '../../src/datasets/load'
import { ownFolder, removeOwnDataset, UNFINISHED } from '../../src/datasets/own-datasets'
import { isOwnId } from '../../src/datasets/own-record'
import { createIntakeProcess, type IntakePort } from '../../src/main/intake-process'
import { USUAL_INTAKE } from '../../src/shared/intake'
import { forkProcess } from '../../src/supervisor/fork-process'
import { CHECKOUT } from '../program'
import { row, times, tried } from '../trials'
import { randomFrom } from './witness'

const SEED = 20_260_715
/** Pictures: to be stored, they take some tenths of a second. */
const EXAMPLES = 4000
const NAMES = { name: 'Bars', source: '', licence: '' }

test(
  'the process that stores a data set killed, or called off, at random moments',
  row('intake killed'),
  async () => {
    test.setTimeout(300_000)
    const random = randomFrom(SEED)
    const files = testFolder()
    const library = testFolder()
    const own = ownFolder(library.path)
    const names = (): string[] => (existsSync(own) ? readdirSync(own) : [])
    const { pictures, labels } = idxPair(inTurn(EXAMPLES, 10))
    const paths = [files.write('pictures', pictures), files.write('labels', labels)]

    let port: IntakePort | undefined
    let gone = Promise.resolve()
    const spawnCourier = (): IntakePort => {
      const spawned: IntakePort = forkProcess(join(CHECKOUT, 'out/main/courier.js'))
      gone = new Promise((resolve) => spawned.onExit(resolve))
      return (port = spawned)
    }
    const intake = createIntakeProcess({
      spawnCourier,
      libraryFolder: library.path,
      onProgress: () => undefined
    })
    /** Stored, and away again; milliseconds. */
    const storeWhole = async (): Promise<number> => {
      const begun = performance.now()
      const { id, trainingCount } = await intake.store(NAMES)
      const milliseconds = performance.now() - begun
      expect((await loadDataset(own, id)).training.count).toBe(trainingCount)
      await removeOwnDataset(library.path, id)
      return milliseconds
    }
    try {
      const kills = times(10, 100)
      let begun = 0
      let whole = 0
      await intake.read({ kind: 'idx', paths }, USUAL_INTAKE)
      const needed = await storeWhole()
      for (let kill = 0; kill < kills; kill++) {
        await intake.read({ kind: 'idx', paths }, USUAL_INTAKE)
        let outcome = 'stored'
        const storing = intake.store(NAMES).catch((error: { code: string }) => {
          outcome = error.code
        })
        // half of them as soon as something half-written lies there, which is a short while
        const isCaught = kill % 2 === 0
        const giveUp = performance.now() + (isCaught ? 10_000 : random() * needed)
        while (performance.now() < giveUp && outcome === 'stored') {
          const isBegun = names().some((name) => name.startsWith(UNFINISHED))
          if (isBegun && isCaught) {
            begun++
            break
          }
          if (names().some(isOwnId)) break
          await new Promise((resolve) => setImmediate(resolve))
        }
        if (kill % 4 < 2) {
          port?.kill()
          // killed just after its last word, it is asked no more
          await gone
        } else {
          intake.cancel()
        }
        await storing
        expect(outcome).toMatch(/^(stored|cancelled|process-ended)$/)
        await expect
          .poll(() => names().filter((name) => !isOwnId(name)), { message: `kill ${kill}` })
          .toEqual([])
        for (const id of names()) {
          whole++
          expect((await loadDataset(own, id)).info.name).toBe(NAMES.name)
          await removeOwnDataset(library.path, id)
        }
      }
      expect(begun, 'caught in the middle').toBeGreaterThan(0)
      await intake.read({ kind: 'idx', paths }, USUAL_INTAKE)
      await storeWhole()
      tried(
        test.info(),
        `${kills} kills and calls off (seed ${SEED}), ${begun} of them with half of it written; ${whole} data sets whole, of the others nothing`
      )
    } finally {
      intake.cancel()
      files.remove()
      library.remove()
    }
  }
)
