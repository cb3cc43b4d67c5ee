/** Who may train now: so many at once, the others in the order in which they asked. */
export interface Places {
  /** Asks for a place. It is given at once, or later, by a call of `grant`. */
  ask(runId: number): void
  /** Gives the place back, or no longer waits for one; the next in the queue gets it. */
  leave(runId: number): void
}

export function createPlaces(count: number, grant: (runId: number) => void): Places {
  const holders = new Set<number>()
  const waiting = new Set<number>()

  function fill(): void {
    for (const runId of waiting) {
      if (holders.size >= count) return
      waiting.delete(runId)
      holders.add(runId)
      grant(runId)
    }
  }

  return {
    ask: (runId) => {
      if (!holders.has(runId)) waiting.add(runId)
      fill()
    },
    leave: (runId) => {
      holders.delete(runId)
      waiting.delete(runId)
      fill()
    }
  }
}
