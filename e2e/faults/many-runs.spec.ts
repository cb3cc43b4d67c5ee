import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { fillLibrary } from '../../bench/library/fill'
import { unpackRuns } from '../../src/shared/packed'
import { openDatabase } from '../../src/store/connection'
import { START_TIME, temporaryFolder } from '../../src/store/testing/fixtures'
import { ALONE, row, times, tried } from '../trials'
import { expectGoesOn, storeOver } from './library/contents'

/** Times as long as SQLite takes to hand out the rows of runs as they are, on the same computer just then. */
const AT_ONCE = 8

test('a library of very many runs is listed at once', { ...row('many runs'), ...ALONE }, () => {
  test.setTimeout(600_000)
  const { folder, remove } = temporaryFolder()
  const file = join(folder, 'downhill.sqlite')
  const runs = times(400, 10_000)
  try {
    const filling = performance.now()
    const filled = fillLibrary({
      ...{ file, runs, withWeights: 0, fine: 0, seed: 1, end: START_TIME },
      progress: () => undefined
    })
    const fill = performance.now() - filling
    const opening = performance.now()
    const { database } = openDatabase(file)
    const open = performance.now() - opening
    const store = storeOver(database)
    const rows = database.prepare('SELECT * FROM runs')
    const turns = Array.from({ length: 7 }, () => ({
      list: milliseconds(() => store.packedRuns()),
      rows: milliseconds(() => rows.all())
    }))
    const list = median(turns.map((turn) => turn.list))
    const plain = median(turns.map((turn) => turn.rows))
    expect(unpackRuns(store.packedRuns())).toHaveLength(runs)
    expect(list / plain).toBeLessThan(AT_ONCE)
    const check = milliseconds(() => {
      expect(database.pragma('quick_check', { simple: true })).toBe('ok')
    })
    const copy = milliseconds(() => database.exec(`VACUUM INTO '${file}.copy'`))
    const copied = new Database(`${file}.copy`, { readonly: true })
    expect(copied.prepare('SELECT count(*) FROM runs').pluck().get()).toBeGreaterThanOrEqual(runs)
    copied.close()
    database.close()
    expectGoesOn(file)
    const size = (statSync(file).size / 1e6).toFixed(0)
    tried(
      test.info(),
      `${runs} runs, ${filled.epochs} epochs, ${size} MB (filled in ${(fill / 1000).toFixed(0)} s): opened in ${whole(open)}, listed in ${whole(list)} (the rows alone ${whole(plain)}), quick_check ${whole(check)}, VACUUM INTO ${whole(copy)}`
    )
  } finally {
    remove()
  }
})

function milliseconds(action: () => void): number {
  const begin = performance.now()
  action()
  return performance.now() - begin
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]
const whole = (time: number): string => `${time.toFixed(0)} ms`
