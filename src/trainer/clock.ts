/** Time as the training process needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds, never going back. */
  now(): number
  /** Runs a task later; after 0 ms: as soon as waiting messages have been read. Returns a way to cancel. */
  after(milliseconds: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, task) {
    if (milliseconds <= 0) {
      const immediate = setImmediate(task)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(task, milliseconds)
    return () => clearTimeout(timer)
  }
}
