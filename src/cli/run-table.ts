import type { RunSummary } from '../shared/run'
import { formatAccuracy, formatCost, formatMoment, harmless } from './format'
import { table } from './table'

/** The runs as lines of text, a heading first. */
export function runTable(runs: readonly RunSummary[]): string[] {
  return table(
    [
      { heading: 'Run', isNumber: true },
      { heading: 'Name' },
      { heading: 'Status' },
      { heading: 'Network' },
      { heading: 'Epochs', isNumber: true },
      { heading: 'Test accuracy', isNumber: true },
      { heading: 'Best', isNumber: true },
      { heading: 'Test cost', isNumber: true },
      { heading: 'Begun' }
    ],
    runs.map((run) => [
      String(run.id),
      harmless(run.name),
      run.status,
      run.layers.join('-'),
      `${run.epoch}/${run.config.epochs}`,
      formatAccuracy(run, run.lastTestAccuracy),
      formatAccuracy(run, run.bestTestAccuracy),
      formatCost(run.lastTestCost),
      formatMoment(run.createdAt)
    ])
  )
}
