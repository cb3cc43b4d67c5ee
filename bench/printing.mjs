import { say } from '../scripts/support/program.mjs'

const NAME_WIDTH = 26
const COLUMNS = [
  ['CPU s', 9],
  ['samples/s', 12],
  ['x ours', 9],
  ['of peak', 9],
  ['turns', 7],
  ['test right', 12],
  ['ours then', 11]
]

/**
 * What one that does the same gets right, at least, of what the engine gets right. In the steep
 * part of learning the order of the examples alone makes much of a difference.
 */
const LEAST_SHARE = { training: 0.6, settings: 0.6, answering: 0.998 }

function line(name, cells) {
  const padded = cells.map((cell, index) => cell.padStart(COLUMNS[index][1]))
  say(`  ${name.padEnd(NAME_WIDTH)}${padded.join('')}`)
}

const percent = (share, digits) => `${(100 * share).toFixed(digits)} %`

/** Enough digits for two that count. */
function number(value) {
  return value < 0.01 ? value.toFixed(5) : value < 1 ? value.toFixed(4) : value.toFixed(2)
}

/**
 * Prints one table.
 * @param {import('./tables.mjs').Table} table
 * @param {import('./contest.mjs').Result[]} results
 * @param {number} samples that one turn takes in
 */
export function printTable({ title, kind, dataset }, results, samples) {
  const testCount = dataset.test.count
  say(`\n${title}`)
  line(
    '',
    COLUMNS.map(([heading]) => heading)
  )
  for (const { name, seconds, ratio, peakShare, rounds, correct, correctOfFirst } of results) {
    const then = correctOfFirst === undefined ? '' : percent(correctOfFirst / testCount, 2)
    line(name, [
      number(seconds),
      Math.round(samples / seconds).toLocaleString('en'),
      ratio.toFixed(2),
      percent(peakShare, 1),
      String(rounds),
      percent(correct / testCount, 2),
      then
    ])
    if (correct < (correctOfFirst ?? 0) * LEAST_SHARE[kind]) {
      say('    falls far behind: it has not done the same work, and its time says nothing')
    }
  }
}
