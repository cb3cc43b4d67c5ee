import type { Pace } from '../shared/trainer-protocol'

/** Seconds of missed steps that are made up for; what is older is let go. */
const LONGEST_CATCH_UP = 0.25

/**
 * Says when steps are due. Time earns fractions of a step, steps spend them; so the pace is kept on
 * average, however irregularly the process gets to work. Times are milliseconds of any clock.
 */
export interface Pacer {
  setPace(pace: Pace, now: number): void
  /** Begins anew: one step is due at once. */
  restart(now: number): void
  /** Whole steps that are due: Infinity where the pace is flat out. */
  due(now: number): number
  took(steps: number): void
  /** Milliseconds until the next step is due. */
  wait(now: number): number
}

export function createPacer(pace: Pace, now: number): Pacer {
  let earned = 1
  let lastTime = now

  function earn(now: number): void {
    if (pace !== null) {
      const most = 1 + pace * LONGEST_CATCH_UP
      earned = Math.min(most, earned + (pace * (now - lastTime)) / 1000)
    }
    lastTime = now
  }

  return {
    setPace(newPace, now) {
      earn(now)
      // what was earned at one pace is not to be paid out in a burst at another
      earned = Math.min(earned, 1)
      pace = newPace
    },
    restart(now) {
      earned = 1
      lastTime = now
    },
    due(now) {
      earn(now)
      return pace === null ? Infinity : Math.floor(earned)
    },
    took(steps) {
      if (pace !== null) earned -= steps
    },
    wait(now) {
      earn(now)
      return pace === null || earned >= 1 ? 0 : ((1 - earned) * 1000) / pace
    }
  }
}
