/**
 * What Playwright's reporter "json" tells of one test, as far as a suite's table needs it.
 * @typedef {{ title: string, rows: string[], tried: string[], status: string, seconds: number, why: string }} Trial
 */

/** All tests of a report, in its order. @returns {Trial[]} */
export function trialsIn(report) {
  return report.suites.flatMap((suite) => trialsOf(suite, []))
}

function trialsOf(suite, titles) {
  const inner = (suite.suites ?? []).flatMap((one) => trialsOf(one, [...titles, one.title]))
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => trialOf([...titles, spec.title].join(' '), test))
  )
  return [...own, ...inner]
}

function trialOf(title, { annotations, results, status }) {
  const all = [...annotations, ...(results.at(-1)?.annotations ?? [])]
  const texts = (type) => [
    ...new Set(all.filter((one) => one.type === type).map((one) => one.description ?? ''))
  ]
  const milliseconds = results.reduce((sum, { duration }) => sum + duration, 0)
  return {
    title,
    rows: texts('row'),
    tried: texts('tried'),
    status: VERDICTS[status] ?? 'FAILED',
    seconds: milliseconds / 1000,
    why: texts('skip').join('; ')
  }
}

const VERDICTS = { expected: 'held', flaky: 'held', skipped: 'skipped' }

/**
 * The table of a suite: every row that must hold, with what was tried for it. A row that no test is about stands
 * there as missing.
 * @param {Record<string, string>} rows what must hold, by the row's name
 * @param {Trial[]} trials
 * @returns {{ lines: string[], missing: string[] }}
 */
export function suiteTable(rows, trials) {
  const lines = []
  const missing = []
  for (const [name, holds] of Object.entries(rows)) {
    const own = trials.filter((trial) => trial.rows.includes(name))
    if (own.length === 0) missing.push(name)
    lines.push(`${name}  ${holds}${own.length === 0 ? '  MISSING' : ''}`, ...own.map(lineOf))
  }
  const others = trials.filter((trial) => !trial.rows.some((name) => name in rows))
  if (others.length > 0) lines.push('beyond the table', ...others.map(lineOf))
  return { lines, missing }
}

function lineOf({ title, tried, status, seconds, why }) {
  const about = [tried.join('; ') || 'once', why].filter(Boolean).join(': ')
  return `    ${status.padEnd(8)}${seconds.toFixed(1).padStart(6)} s  ${title}  [${about}]`
}
