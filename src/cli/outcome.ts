import { answersWithClasses } from '../shared/dataset'
import type { RunSummary } from '../shared/run'
import { EXIT, type ExitCode } from './exit-codes'
import { formatCost, formatShare, formatWhole } from './format'

/** What is said when a run has ended. */
export interface Outcome {
  lines: string[]
  exitCode: ExitCode
}

/** @param testCount examples in the test set */
export function describeOutcome(run: RunSummary, testCount: number, file: string): Outcome {
  const result = answersWithClasses(run.layers)
    ? `${formatShare(run.lastTestAccuracy)} of the ${formatWhole(testCount)} test examples right`
    : `test cost ${formatCost(run.lastTestCost)}`
  const effort = `${run.epoch} of ${run.config.epochs} epochs, ${run.engineSeconds.toFixed(1)} seconds of training`
  const where = `Stored as run ${run.id}, “${run.name}”, in ${file}`
  const openLater =
    'To look at it and try it out: npm start on a computer with a display, then Runs.'
  const goOn = `To go on: npm run downhill -- resume ${run.id}, or Resume in the window's Runs.`

  switch (run.status) {
    case 'finished':
      return {
        lines: [`Finished: ${result} (${effort}).`, ...best(run), where, openLater],
        exitCode: EXIT.well
      }
    case 'stopped':
      return { lines: [`Stopped: ${result} (${effort}).`, where, goOn], exitCode: EXIT.interrupted }
    case 'diverged':
      return {
        lines: [
          `Diverged: the cost is no longer a finite number (${effort}). A smaller learning rate helps.`,
          where,
          openLater
        ],
        exitCode: EXIT.wrong
      }
    default:
      return {
        lines: [
          `Interrupted (${effort}). ${run.problem?.message ?? 'The training process ended unexpectedly.'}`,
          where,
          goOn
        ],
        exitCode: EXIT.wrong
      }
  }
}

function best(run: RunSummary): string[] {
  const isBest = run.bestTestAccuracy === run.lastTestAccuracy
  if (isBest || !answersWithClasses(run.layers)) return []
  return [`The best epoch had ${formatShare(run.bestTestAccuracy)}.`]
}
