import type { Clock } from './clock'
import type { News } from './metric-buffer'
import type { TrainingRun } from './training-run'

/**
 * Milliseconds of work before commands are read again. Nobody feels the delay; but where other
 * processes wait for this processor, each interruption may cost more than a millisecond.
 */
const SLICE = 25

/** Milliseconds, so that a clock that stood still does not promise endless steps. */
const SHORTEST_STEP = 0.0005

/** Walks a run for about a slice of time, in portions as long as the machine is fast. */
export interface SliceWalker {
  /**
   * Takes up to `limit` steps, one at least, and ends where the run is over. `note` hears of each
   * portion. Returns the steps taken.
   */
  walk(limit: number, note: (news: News) => void): number
}

export function createSliceWalker(run: TrainingRun, clock: Clock): SliceWalker {
  /** As the last portion took; unknown at first, so that a single step is tried. */
  let millisecondsAStep = Infinity

  return {
    walk(limit, note) {
      const sliceEnd = clock.now() + SLICE
      let steps = 0
      do {
        const begin = clock.now()
        const portion = Math.max(1, Math.floor((sliceEnd - begin) / millisecondsAStep))
        const news = run.walk(Math.min(limit - steps, portion))
        steps += news.steps
        // the evaluation at the end of an epoch says nothing about the length of a step
        if (news.epochs.length === 0) {
          millisecondsAStep = Math.max(SHORTEST_STEP, (clock.now() - begin) / news.steps)
        }
        note(news)
      } while (steps < limit && clock.now() < sliceEnd && !run.isOver)
      return steps
    }
  }
}
