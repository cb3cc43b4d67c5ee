import type { RunSummary } from '../shared/run'
import { formatShare, formatWhole } from './format'

/** What is said when a run has ended, and whether all went well. */
export interface Outcome {
  lines: string[]
  succeeded: boolean
}

/** @param testCount examples in the test set */
export function describeOutcome(run: RunSummary, testCount: number, file: string): Outcome {
  const result = `${formatShare(run.lastTestAccuracy)} of the ${formatWhole(testCount)} test images right`
  const effort = `${run.epoch} of ${run.config.epochs} epochs, ${run.engineSeconds.toFixed(1)} seconds of training`
  const where = `Stored as run ${run.id}, “${run.name}”, in ${file}`
  const openLater =
    'To look at it and draw digits for it: npm start on a computer with a display, then Runs.'
  const goOn = `To go on: node out/main/cli.js resume ${run.id}, or Resume in the window's Runs.`

  switch (run.status) {
    case 'finished':
      return {
        lines: [`Finished: ${result} (${effort}).`, ...best(run), where, openLater],
        succeeded: true
      }
    case 'stopped':
      return { lines: [`Stopped: ${result} (${effort}).`, where, goOn], succeeded: true }
    case 'diverged':
      return {
        lines: [
          `Diverged: the cost is no longer a finite number (${effort}). A smaller learning rate helps.`,
          where,
          openLater
        ],
        succeeded: false
      }
    default:
      return {
        lines: [
          `Interrupted (${effort}). ${run.problem?.message ?? 'The training process ended unexpectedly.'}`,
          where,
          goOn
        ],
        succeeded: false
      }
  }
}

function best(run: RunSummary): string[] {
  if (run.bestTestAccuracy === run.lastTestAccuracy) return []
  return [`The best epoch had ${formatShare(run.bestTestAccuracy)}.`]
}
