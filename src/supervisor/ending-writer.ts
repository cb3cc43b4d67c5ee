import type { AsyncStore, EndedRun } from '../store/store-api'
import { gather } from './gather'

interface WaitingEnd {
  ended: EndedRun
  resolve(): void
  reject(reason: unknown): void
}

/**
 * Gives a function that writes how a run ended. Runs that end in one go are written in one
 * transaction: hundreds that wait are let go at once when their sweep is stopped, or the program closed.
 */
export function createEndingWriter(
  store: Pick<AsyncStore, 'finish'>,
  owner: string
): (ended: EndedRun) => Promise<void> {
  const write = gather<WaitingEnd>((waiting) => {
    const all = waiting.map(({ ended }) => ended)
    store.finish(owner, all).then(
      () => waiting.forEach(({ resolve }) => resolve()),
      (reason: unknown) => waiting.forEach(({ reject }) => reject(reason))
    )
  })
  return (ended) => new Promise((resolve, reject) => write({ ended, resolve, reject }))
}
