/**
 * Asks one question at a time. Questions that arrive meanwhile replace each other, and only the
 * newest is asked next: answers keep up with a hand that draws, and never queue behind it.
 */
export function newestOnly(ask: () => Promise<void>): () => void {
  let underWay = false
  let wanted = false

  const run = async (): Promise<void> => {
    if (underWay) {
      wanted = true
      return
    }
    underWay = true
    try {
      do {
        wanted = false
        await ask()
      } while (wanted)
    } finally {
      underWay = false
    }
  }
  return () => void run()
}
