/** An answer that is worked out before it is asked for. */
export interface ReadAhead<Value> {
  /** The one that was read ahead, once and if it still holds; else a new one. Rejects as the reading does. */
  take(): Promise<Value>
  /** What was read ahead holds no longer. */
  outdate(): void
}

/** Reads at once, so that whoever asks later need not wait for it. */
export function readAhead<Value>(read: () => Promise<Value>): ReadAhead<Value> {
  let ahead: Promise<Value> | undefined = read()
  // who asks is told of a failure; where nobody does, it is none
  ahead.catch(() => undefined)
  return {
    take: () => {
      const taken = ahead ?? read()
      ahead = undefined
      return taken
    },
    outdate: () => {
      ahead = undefined
    }
  }
}
