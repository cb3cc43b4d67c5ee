import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { applyEdits } from './checking/take-out.mjs'
import { E2E_NEEDS } from './e2e.mjs'
import { setUp } from './setup.mjs'
import { out, root } from './support/paths.mjs'
import { runInForeground } from './support/processes.mjs'
import { runIfProgram, say } from './support/program.mjs'
import { readJson } from './support/tools.mjs'

/**
 * Shows that the tests of faults notice: each protection (checks/unprotected/NAME.json) is taken out of a copy of
 * the sources, which is built, and the tests that are about it must fail there. Takes a minute or so each.
 */
const CHECKS = join(root, 'checks', 'unprotected')

/** What tests need of a checkout; what is installed is shared. */
const COPIED = ['src', 'e2e', 'scripts', 'resources', 'checks', 'bench', 'packaging']
const SHARED = ['node_modules', 'e2e/onnx/node_modules']

function copyCheckout() {
  const copy = mkdtempSync(join(tmpdir(), 'downhill-unprotected-'))
  const isWanted = (path) => !path.includes('node_modules')
  const files = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile())
  for (const name of [...COPIED, ...files.map((entry) => entry.name)]) {
    if (existsSync(join(root, name))) {
      cpSync(join(root, name), join(copy, name), { recursive: true, filter: isWanted })
    }
  }
  if (existsSync(out)) cpSync(out, join(copy, 'out'), { recursive: true })
  for (const name of SHARED) {
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(copy, name), 'junction')
  }
  return copy
}

/** Whether the tests failed without the protection, and what was the matter where they could not be run. */
async function tryWithout({ tests, grep, long, edits }, copy) {
  const changed = applyEdits(edits, (file) => readFileSync(join(copy, file), 'utf8'))
  const before = changed.map(([file]) => [file, readFileSync(join(copy, file), 'utf8')])
  try {
    for (const [file, text] of changed) writeFileSync(join(copy, file), text)
    const inCopy = (words, env = process.env) =>
      runInForeground(process.execPath, words, { cwd: copy, env })
    if ((await inCopy(['scripts/build.mjs'])) !== 0) return 'CANNOT BE BUILT'
    const report = join(copy, 'report.json')
    rmSync(report, { force: true })
    const words = [
      'scripts/e2e.mjs',
      ...tests,
      ...(grep ? ['-g', grep] : []),
      '--reporter=dot,json'
    ]
    // a race that few tries lose is tried often
    const additions = long ? { DOWNHILL_LONG: '1' } : {}
    await inCopy(words, { ...process.env, ...additions, PLAYWRIGHT_JSON_OUTPUT_FILE: report })
    const { stats, errors } = readJson(report)
    // a test that failed has noticed; tests that could not be run have not
    if (errors.length > 0 || stats.expected + stats.unexpected === 0) return 'CANNOT BE RUN'
    return stats.unexpected > 0 ? 'noticed' : 'NOT NOTICED'
  } finally {
    for (const [file, text] of before) writeFileSync(join(copy, file), text)
  }
}

runIfProgram(import.meta.url, async (words) => {
  await setUp(E2E_NEEDS)
  const all = readdirSync(CHECKS)
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ''), ...readJson(join(CHECKS, file)) }))
  const chosen = all.filter(
    ({ name, row }) => words.length === 0 || words.includes(name) || words.includes(row)
  )
  if (chosen.length === 0) {
    say(`No protection is called so. There are ${all.map(({ name }) => name).join(', ')}.`)
    return 1
  }
  const copy = copyCheckout()
  const lines = []
  let failed = 0
  try {
    for (const check of chosen) {
      const verdict = await tryWithout(check, copy).catch((error) => `FAILED: ${error.message}`)
      if (verdict !== 'noticed') failed++
      const where = check.edits.map(({ file }) => file).join(', ')
      lines.push(
        `${verdict.padEnd(12)} ${check.row}: ${check.protection}  [${where}; ${check.tests.map((test) => test.replace(`${dirname(test)}/`, '')).join(', ')}]`
      )
      say(lines.at(-1))
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
  say(`\nTaken out, one at a time:\n${lines.join('\n')}`)
  return failed === 0 ? 0 : 1
})
