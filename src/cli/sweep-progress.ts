import type { Events } from '../shared/contract'
import { formatDuration, formatShare } from './format'
import type { ProgressDisplay } from './progress'

/** How a whole sweep goes on. */
export interface SweepProgress {
  hear(progress: Events['training.progress']): void
  ended(runId: number): void
}

/** @param totalSteps of each run, by its number */
export function showSweep(
  totalSteps: ReadonlyMap<number, number>,
  display: ProgressDisplay,
  now: () => number
): SweepProgress {
  const begun = now()
  const shares = new Map<number, number>()
  const count = totalSteps.size
  let done = 0
  let best: { runId: number; accuracy: number } | null = null

  function show(): void {
    const share = [...shares.values()].reduce((sum, value) => sum + value, 0) / count
    const parts = [`${done} of ${count} runs`]
    if (best) parts.push(`best ${formatShare(best.accuracy)} (run ${best.runId})`)
    if (share > 0 && done < count) {
      parts.push(`${formatDuration((((now() - begun) / 1000) * (1 - share)) / share)} left`)
    }
    display.update(share, parts)
  }

  return {
    hear: ({ runId, live, epochs }) => {
      const steps = totalSteps.get(runId)
      if (steps === undefined) return
      shares.set(runId, Math.max(shares.get(runId) ?? 0, live.step / steps))
      for (const { testAccuracy: accuracy } of epochs) {
        if (accuracy > (best?.accuracy ?? 0)) best = { runId, accuracy }
      }
      show()
    },
    ended: (runId) => {
      done++
      // also one that diverged or was stopped is behind us
      shares.set(runId, 1)
      show()
    }
  }
}
