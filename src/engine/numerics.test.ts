import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { NUMERICS_VERSION } from '../shared/numerics'
import { readDigits } from './testing/digit-files'
import pinned from './testing/pinned-runs.json'
import { samenessHashes, type SamenessHashes } from './testing/sameness'
import { SAMENESS_RUNS } from './testing/sameness-runs'

/**
 * Stored runs say under which version of the arithmetic they were made, and repeat only under the
 * same. To pin the hashes anew, after raising the version:
 *
 *     DOWNHILL_PIN_RUNS=1 npx vitest run src/engine/numerics.test.ts
 */
const IS_PINNING = Boolean(process.env.DOWNHILL_PIN_RUNS)
const PINNED_FILE = resolve(import.meta.dirname, 'testing/pinned-runs.json')

const ADVICE =
  'This run comes to other bits than before, so stored runs can no longer be repeated: raise NUMERICS_VERSION (shared/numerics.ts), then pin the hashes anew (src/engine/numerics.test.ts says how)'

let expected: Record<string, SamenessHashes> = pinned.runs
let found: Record<string, SamenessHashes>

beforeAll(async () => {
  found = await samenessHashes(await readDigits())
  if (!IS_PINNING) return
  expected = found
  const table = { numerics: NUMERICS_VERSION, runs: found }
  await writeFile(PINNED_FILE, `${JSON.stringify(table, null, 2)}\n`)
})

describe(`under version ${NUMERICS_VERSION} of the arithmetic`, () => {
  it('all runs are pinned', () => {
    if (!IS_PINNING) expect(pinned.numerics, ADVICE).toBe(NUMERICS_VERSION)
    expect(Object.keys(expected)).toEqual(SAMENESS_RUNS.map(({ name }) => name))
  })

  it.each(SAMENESS_RUNS)('a run comes to its pinned bits: $name', ({ name }) => {
    expect(found[name], ADVICE).toEqual(expected[name])
  })

  it('only the run that diverges has no weights', () => {
    const without = Object.keys(found).filter((name) => found[name].weights === null)
    expect(without).toEqual(['rows: divergence'])
  })

  it('no two runs come to the same weights, as they would if a setting did nothing', () => {
    const twins = Object.keys(found).filter((name, index, names) =>
      names.slice(0, index).some((earlier) => found[earlier].weights === found[name].weights)
    )
    expect(twins).toEqual([])
  })
})
