import type { DeletedRun } from './library'
import { packRunRows, packRuns, unpackRuns, type PackedRun } from './packed-runs'

/** Milliseconds since 1970. */
export interface DeletionTimes {
  deletedAt: number
  keptUntil: number
}

/**
 * float64, in the computer's own byte order: the number of runs, then for each when it was deleted
 * and until when it is kept; the runs follow as they are packed in a list.
 */
export function packDeletedRows(runs: readonly (PackedRun & DeletionTimes)[]): Uint8Array {
  return withTimes(runs, packRunRows(runs))
}

export function packDeletedRuns(runs: readonly DeletedRun[]): Uint8Array {
  const times = runs.map(({ deletedAt, keptUntil }) => ({
    deletedAt: Date.parse(deletedAt),
    keptUntil: Date.parse(keptUntil)
  }))
  return withTimes(times, packRuns(runs))
}

function withTimes(times: readonly DeletionTimes[], packed: Uint8Array): Uint8Array {
  const values = [times.length, ...times.flatMap((each) => [each.deletedAt, each.keptUntil])]
  const head = new Uint8Array(Float64Array.from(values).buffer)
  const bytes = new Uint8Array(head.length + packed.length)
  bytes.set(head)
  bytes.set(packed, head.length)
  return bytes
}

export function unpackDeletedRuns(bytes: Uint8Array): DeletedRun[] {
  // a copy: what arrived may not begin at a multiple of eight
  const { buffer } = bytes.slice()
  const [count] = new Float64Array(buffer, 0, 1)
  const times = new Float64Array(buffer, 8, 2 * count)
  return unpackRuns(bytes.subarray(8 + times.byteLength)).map((run, place) => ({
    ...run,
    deletedAt: new Date(times[2 * place]).toISOString(),
    keptUntil: new Date(times[2 * place + 1]).toISOString()
  }))
}
