import type { Events } from '../shared/contract'
import type { EpochMetrics, RunSummary } from '../shared/run'
import { formatCost, formatDuration, formatShare } from './format'
import type { Terminal } from './terminal'

/** Milliseconds between two lines where each one stays. */
const LINE_INTERVAL = 1000

/** Shows how a training goes on: in one line that is written over, or in lines, one a second at most. */
export interface ProgressDisplay {
  update(progress: Events['training.progress']): void
  /** Leaves the last state in a line of its own. */
  end(): void
}

export function createProgressDisplay(
  run: RunSummary,
  terminal: Terminal,
  now: () => number
): ProgressDisplay {
  let lastEpoch: EpochMetrics | undefined
  let line = ''
  let isShown = true
  let notBefore = -Infinity

  function show(): void {
    isShown = true
    notBefore = now() + LINE_INTERVAL
    // back to the line's beginning, and away with what was longer
    if (terminal.isInteractive) terminal.write(`\r${line.slice(0, terminal.columns - 1)}\u001b[K`)
    else terminal.writeLine(line)
  }

  return {
    update: ({ live, epochs }) => {
      lastEpoch = epochs.at(-1) ?? lastEpoch
      line = progressLine(run, live, lastEpoch)
      isShown = false
      if (terminal.isInteractive || now() >= notBefore) show()
    },
    end: () => {
      if (!isShown) show()
      if (terminal.isInteractive && line !== '') terminal.writeLine('')
    }
  }
}

function progressLine(
  { config, totalSteps }: RunSummary,
  live: Events['training.progress']['live'],
  lastEpoch: EpochMetrics | undefined
): string {
  const parts = [
    `${((100 * live.step) / totalSteps).toFixed(0).padStart(3)} %`,
    `epoch ${live.epoch} of ${config.epochs}`
  ]
  if (lastEpoch !== undefined) {
    parts.push(
      `test accuracy ${formatShare(lastEpoch.testAccuracy)}`,
      `test cost ${formatCost(lastEpoch.testCost)}`
    )
  }
  if (live.stepsPerSecond > 0 && live.step < totalSteps) {
    parts.push(`${formatDuration((totalSteps - live.step) / live.stepsPerSecond)} left`)
  }
  return parts.join(' · ')
}
