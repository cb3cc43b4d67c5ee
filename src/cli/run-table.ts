import type { RunSummary } from '../shared/run'
import { formatCost, formatMoment, formatShare } from './format'

const HEADINGS = [
  'Run',
  'Name',
  'Status',
  'Network',
  'Epochs',
  'Test accuracy',
  'Best',
  'Test cost',
  'Begun'
]
/** Columns of numbers, which end at the same place. */
const RIGHT_ALIGNED = new Set(['Run', 'Epochs', 'Test accuracy', 'Best', 'Test cost'])

/** The runs as lines of text, a heading first. */
export function runTable(runs: readonly RunSummary[]): string[] {
  const rows = [HEADINGS, ...runs.map(cells)]
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  return rows.map((row) =>
    row
      .map((cell, column) =>
        RIGHT_ALIGNED.has(HEADINGS[column])
          ? cell.padStart(widths[column])
          : cell.padEnd(widths[column])
      )
      .join('  ')
      .trimEnd()
  )
}

function cells(run: RunSummary): string[] {
  return [
    String(run.id),
    // a name may hold anything that could be typed; a terminal obeys control characters
    run.name.replaceAll(/\p{Cc}/gu, ' '),
    run.status,
    run.layers.join('-'),
    `${run.epoch}/${run.config.epochs}`,
    formatShare(run.lastTestAccuracy),
    formatShare(run.bestTestAccuracy),
    formatCost(run.lastTestCost),
    formatMoment(run.createdAt)
  ]
}
