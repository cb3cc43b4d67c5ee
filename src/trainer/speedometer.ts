/** Milliseconds over which the speed is averaged. */
const WINDOW = 1000

/** Measures steps per second over the last second or so. Times are milliseconds of any clock. */
export interface Speedometer {
  note(step: number, now: number): void
  /** Steps per second; 0 before there is anything to compare. */
  speed(now: number): number
  reset(): void
}

export function createSpeedometer(): Speedometer {
  let samples: { step: number; time: number }[] = []

  return {
    note(step, time) {
      samples.push({ step, time })
      // one sample older than the window stays: at a slow pace it is the only one to compare with
      while (samples.length > 2 && samples[1].time <= time - WINDOW) samples.shift()
    },
    speed(now) {
      if (samples.length < 2) return 0
      const first = samples[0]
      const last = samples[samples.length - 1]
      return ((last.step - first.step) * 1000) / Math.max(1, now - first.time)
    },
    reset() {
      samples = []
    }
  }
}
