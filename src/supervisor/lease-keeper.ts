import { toPlainError, type PlainError } from '../shared/errors'
import type { AsyncStore, Lease } from '../store/store-api'
import type { Clock } from './clock'

/** A process that died is known by a lease that nobody renewed for this long, in milliseconds. */
export const LEASE_DURATION = 10_000
/** Milliseconds. Two renewals may fail before a lease expires. */
export const RENEWAL_INTERVAL = 3_000

export interface LeaseKeeperOptions {
  store: Pick<AsyncStore, 'renewLeases'>
  owner: string
  clock: Clock
  /** The runs that this process believes to hold. */
  held(): number[]
  /** Another process took the run, or it was deleted, while this one slept. */
  onLost(runId: number): void
  report(problem: PlainError): void
}

export function leaseUntil(owner: string, clock: Clock): Lease {
  return { owner, expiresAt: clock.now() + LEASE_DURATION }
}

/** Renews the leases of all runs under way, until it is ended. */
export function keepLeases(options: LeaseKeeperOptions): { end(): void } {
  const { store, owner, clock } = options

  async function renew(): Promise<void> {
    const before = options.held()
    if (before.length === 0) return
    const stillHeld = new Set(await store.renewLeases(before, leaseUntil(owner, clock)))
    for (const runId of before) if (!stillHeld.has(runId)) options.onLost(runId)
  }

  const end = clock.every(RENEWAL_INTERVAL, () => {
    renew().catch((error: unknown) => options.report(toPlainError(error)))
  })
  return { end }
}
