import type { Events } from '../shared/contract'
import { answersWithClasses } from '../shared/dataset'
import type { EpochMetrics, RunSummary } from '../shared/run'
import { formatCost, formatDuration, formatNumber, formatShare } from './format'
import type { ProgressDisplay } from './progress'

type Progress = Events['training.progress']

/** Shows a training's news: how far it is, how well it does, and how long it will take. */
export function showTraining(
  { config, layers, totalSteps }: RunSummary,
  display: ProgressDisplay
): (progress: Progress) => void {
  let lastEpoch: EpochMetrics | undefined
  let lastCost: number | null = null
  return ({ live, epochs, points }) => {
    lastEpoch = epochs.at(-1) ?? lastEpoch
    lastCost = points.at(-1)?.cost ?? lastCost
    const parts = [
      `epoch ${live.epoch}/${config.epochs}`,
      `rate ${formatNumber(live.learningRate)}`,
      `cost ${formatCost(lastCost)}`
    ]
    if (lastEpoch)
      parts.push(
        answersWithClasses(layers)
          ? `accuracy ${formatShare(lastEpoch.testAccuracy)}`
          : `test cost ${formatCost(lastEpoch.testCost)}`
      )
    if (live.stepsPerSecond > 0 && live.step < totalSteps) {
      parts.push(`${formatDuration((totalSteps - live.step) / live.stepsPerSecond)} left`)
    }
    display.update(live.step / totalSteps, parts)
  }
}
