import { readFileSync } from 'node:fs'
import type { RandomStream } from '../../../src/shared/random'
import { sha256 } from '../../../src/store/checkpoint-hash'
import { openDatabase } from '../../../src/store/connection'
import type { StoreApi } from '../../../src/store/store-api'
import { batch, checkpoint, lease, newRun, point } from '../../../src/store/testing/fixtures'
import { contentsOf, storeOver } from './contents'

/** A library after something was acknowledged. */
export interface AcknowledgedState {
  /** So many bytes of the log hold it. */
  logBytes: number
  contents: string
}

/** The files of a library as the power cut finds them, and what it had acknowledged by then. */
export interface History {
  /** Without what is in the log; and as it would be if all of the log had come into it. */
  main: Buffer
  mainAfterwards: Buffer
  log: Buffer
  index: Buffer
  /** In order; the first is what the database holds without its log. */
  states: AcknowledgedState[]
}

const OWNER = 'before the fault'
const FRAME = 24 + 4096

/**
 * A library in whose log there are so many acknowledged changes of all kinds.
 * @param former lets the log's file be longer than what it holds: the rest of a former one stays in it
 */
export function writeHistory(
  file: string,
  changes: number,
  random: RandomStream,
  former: boolean
): History {
  const { database } = openDatabase(file)
  database.pragma('wal_autocheckpoint = 0')
  try {
    const store = storeOver(database)
    const change = changesOf(store, random)
    for (let count = former ? changes * 2 : changes / 2; count > 0; count--) change()
    database.pragma('wal_checkpoint(RESTART)')
    const main = readFileSync(file)
    const states: AcknowledgedState[] = [{ logBytes: 0, contents: contentsOf(database) }]
    for (let count = 0; count < changes; count++) {
      change()
      states.push({ logBytes: logBytes(file), contents: contentsOf(database) })
    }
    const [log, index] = [readFileSync(`${file}-wal`), readFileSync(`${file}-shm`)]
    database.pragma('wal_checkpoint(FULL)')
    return { main, mainAfterwards: readFileSync(file), log, index, states }
  } finally {
    database.close()
  }
}

/** How much of the log is of use, by the number of its last frame in the index, at byte 16. */
function logBytes(file: string): number {
  return 32 + readFileSync(`${file}-shm`).readUInt32LE(16) * FRAME
}

/** What a person and the training processes do to a library, one transaction each. */
function changesOf(store: StoreApi, random: RandomStream): () => void {
  const runs: { id: number; epoch: number }[] = []

  function begin(): void {
    runs.push({ id: store.createRun(newRun(), lease(OWNER)).id, epoch: 0 })
  }

  function train(): void {
    const run = runs[random.below(runs.length)]
    run.epoch++
    const parameters = Uint8Array.from({ length: 400 + random.below(9000) }, () =>
      random.below(256)
    )
    const stored = checkpoint(run.epoch, 'schedule', { parameters, sha256: sha256(parameters) })
    const points = Array.from({ length: 20 }, (_, index) => point(run.epoch * 20 + index))
    store.applyBatch(run.id, OWNER, batch(run.epoch, { points, checkpoints: [stored] }))
  }

  return () => {
    const what = runs.length === 0 ? 0 : random.below(10)
    const { id } = runs[random.below(Math.max(1, runs.length))] ?? { id: 0 }
    if (what === 0) begin()
    else if (what === 1) store.annotate(id, `note ${random.uint32()}`)
    else if (what === 2) store.tagRuns([id], [`tag ${random.below(100)}`], [])
    else train()
  }
}
