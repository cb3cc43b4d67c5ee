import { toPlainError, type PlainError } from '../shared/errors'
import type { AsyncStore, Lease } from '../store/store-api'
import type { Clock } from './clock'

/** A process that died is known by a lease that nobody renewed for this long, in milliseconds. */
export const LEASE_DURATION = 10_000
/** Milliseconds. Two renewals may fail before a lease expires. */
export const RENEWAL_INTERVAL = 3_000

/**
 * Milliseconds between two looks at the clock. Where it was set, or the computer slept, the leases of a
 * moment ago count as expired, so they are renewed at once.
 */
const LOOK_INTERVAL = 1_000

export interface LeaseKeeperOptions {
  store: Pick<AsyncStore, 'renewLeases'>
  owner: string
  clock: Clock
  /** The runs that this process believes to hold. */
  held(): number[]
  /** Another process took the run, or it was deleted, while this one slept. */
  onLost(runId: number): void
  /** For a moment these runs may have been taken for interrupted. */
  onLate(runIds: number[]): void
  report(problem: PlainError): void
}

export function leaseUntil(owner: string, clock: Clock): Lease {
  return { owner, expiresAt: clock.now() + LEASE_DURATION }
}

/** Renews the leases of all runs under way, until it is ended. */
export function keepLeases(options: LeaseKeeperOptions): { end(): void } {
  const { store, owner, clock } = options

  /** By how much the clock differs from one that nobody sets. */
  const difference = (): number => clock.now() - clock.steady()
  let known = difference()
  let lastLook = clock.steady()
  let looks = 0

  async function renew(): Promise<void> {
    const before = options.held()
    if (before.length === 0) return
    const stillHeld = new Set(await store.renewLeases(before, leaseUntil(owner, clock)))
    for (const runId of before) if (!stillHeld.has(runId)) options.onLost(runId)
  }

  async function look(): Promise<void> {
    const wasSet = Math.abs(difference() - known) > LOOK_INTERVAL
    // a steady clock may go on, or stand still, while the computer sleeps
    const hasSlept = clock.steady() - lastLook > RENEWAL_INTERVAL
    lastLook = clock.steady()
    looks++
    if (!wasSet && !hasSlept && looks * LOOK_INTERVAL < RENEWAL_INTERVAL) return
    looks = 0
    await renew()
    if (!wasSet && !hasSlept) return
    known = difference()
    options.onLate(options.held())
  }

  const end = clock.every(LOOK_INTERVAL, () => {
    look().catch((error: unknown) => options.report(toPlainError(error)))
  })
  return { end }
}
