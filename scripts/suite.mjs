import { join } from 'node:path'
import { buildIfChanged } from './build.mjs'
import { inWords, ONE_FAILED, sum } from './checking/counts.mjs'
import { suiteTable, trialsIn } from './checking/suite-table.mjs'
import { countProject, E2E_NEEDS } from './e2e.mjs'
import { ensureUnpacked } from './packaging/unpacked.mjs'
import { setUp } from './setup.mjs'
import { root } from './support/paths.mjs'
import { ExpectedFailure, runIfProgram, say } from './support/program.mjs'
import { readJson } from './support/tools.mjs'

/** The suites with a table of their own: tests in e2e/NAME, rows in e2e/NAME/rows.json. */
export const SUITES = ['security', 'faults', 'package', 'endurance']
/** Those that look at the packaged program. */
const NEED_PACKAGE = ['security', 'package']

/**
 * Runs a suite and prints its table: what must hold, what was tried for it, how often, and the result.
 * The machine must be set up, the program built.
 * @param {string} name one of SUITES
 * @param {{ long?: boolean, args?: string[] }} [options] args are Playwright's: a part of the suite has no table
 *   to be complete
 */
export async function countSuite(name, { long = false, args = [] } = {}) {
  if (NEED_PACKAGE.includes(name)) await ensureUnpacked()
  const additions = long ? { DOWNHILL_LONG: '1' } : {}
  const { counts, reports } = await countProject(name, { additions, args })
  if (reports.length === 0) return counts
  const rows = readJson(join(root, 'e2e', name, 'rows.json'))
  const { lines, missing } = suiteTable(rows, reports.flatMap(trialsIn))
  say(`\n${lines.join('\n')}`)
  if (missing.length === 0 || args.length > 0) return counts
  say(`No test is about: ${missing.join(', ')}.`)
  return sum([counts, ONE_FAILED])
}

runIfProgram(import.meta.url, async ([name, ...words]) => {
  if (!SUITES.includes(name)) throw new ExpectedFailure(`Which suite? One of ${SUITES.join(', ')}.`)
  await setUp(E2E_NEEDS)
  await buildIfChanged()
  const args = words.filter((word) => word !== '--long')
  const counts = await countSuite(name, { long: words.includes('--long'), args })
  say(`\n${inWords(counts)}`)
  return counts.failed > 0 ? 1 : 0
})
