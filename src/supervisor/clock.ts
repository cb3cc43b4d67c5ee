/** Time as the supervisor needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since some moment, whichever way the computer's clock is set. */
  steady(): number
  /** Runs a task once, later. Returns a way to cancel. */
  after(milliseconds: number, task: () => void): () => void
  /** Runs a task again and again. Returns a way to end it. */
  every(milliseconds: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  },
  every(milliseconds, task) {
    const timer = setInterval(task, milliseconds)
    return () => clearInterval(timer)
  }
}
