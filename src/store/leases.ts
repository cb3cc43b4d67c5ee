import { isOwnerGone } from './lease-owner'
import { LONGEST_LEASE, type Lease } from './store-api'

/** Whether a living process holds the run. */
export function isHeld(
  row: { lease_owner: string | null; lease_expires_at: number | null },
  now: number
): boolean {
  return (
    row.lease_owner !== null &&
    row.lease_expires_at !== null &&
    row.lease_expires_at > now &&
    // further ahead than any lease: the clock was set back since
    row.lease_expires_at <= now + LONGEST_LEASE &&
    !isOwnerGone(row.lease_owner)
  )
}

/** @throws RangeError for a lease that would count as expired (see `isHeld`). */
export function checkLease(lease: Lease, now: number): void {
  if (lease.expiresAt > now + LONGEST_LEASE) {
    throw new RangeError(`A lease lasts at most ${LONGEST_LEASE} ms.`)
  }
}
