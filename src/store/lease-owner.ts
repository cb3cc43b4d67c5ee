import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * A name for this program under which it holds its runs: nobody else's, and by which other programs
 * on this computer can look whether its process is still there.
 */
export function createLeaseOwner(): string {
  return [randomUUID(), surroundings(), process.pid].join(' ')
}

/**
 * Whether the process of this owner is known to be gone, so that nobody need wait for its lease to
 * expire. Of a process that cannot be looked at from here nothing is known.
 */
export function isOwnerGone(owner: string): boolean {
  const [, place, id] = owner.split(' ')
  if (id === undefined || place !== surroundings()) return false
  try {
    process.kill(Number(id), 0)
    return false
  } catch (error) {
    // any other answer comes from a process that is there
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

let known: string | undefined

/**
 * Within the same surroundings a number means the same process: one computer, one start of it, one
 * container. As a hash: the library may be given away, and the computer's name is nobody's business.
 */
function surroundings(): string {
  known ??= createHash('sha256')
    .update([hostname(), ...LINUX_MARKS.map((read) => orNothing(read))].join('\n'))
    .digest('hex')
    .slice(0, 16)
  return known
}

const LINUX_MARKS = [
  () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'),
  () => readlinkSync('/proc/self/ns/pid')
]

/** Other systems have none of these marks. */
function orNothing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
