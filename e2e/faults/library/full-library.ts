import { randomStream } from '../../../src/shared/random'
import { sha256 } from '../../../src/store/checkpoint-hash'
import { openDatabase } from '../../../src/store/connection'
import { batch, checkpoint, lease, newRun, point } from '../../../src/store/testing/fixtures'
import { storeOver } from './contents'

const OWNER = 'the library'

/** A library with something in every table, in pages that are used, and in such as are free; closed. */
export function writeLibrary(file: string, runs = 24): void {
  const { database } = openDatabase(file)
  // whoever loses power while filling fills again
  database.pragma('synchronous = OFF')
  try {
    const store = storeOver(database)
    for (let run = 0; run < runs; run++) {
      const { id } = store.createRun(newRun({ name: `run ${run}` }), lease(OWNER))
      for (let epoch = 1; epoch <= 4; epoch++) {
        const random = randomStream(id * 100 + epoch, 'weights')
        const parameters = Uint8Array.from({ length: 6000 }, () => random.below(256))
        const stored = checkpoint(epoch, 'schedule', { parameters, sha256: sha256(parameters) })
        const points = Array.from({ length: 50 }, (_, index) => point(epoch * 50 + index))
        store.applyBatch(id, OWNER, batch(epoch, { points, checkpoints: [stored] }))
      }
      store.finish(OWNER, [{ runId: id, status: 'stopped' }])
      store.annotate(id, `note of run ${run}, ${'long '.repeat(run)}`)
    }
    store.createSweep({ name: 'sweep', runs: [newRun(), newRun()] }, lease(OWNER))
    store.deleteRuns([1, 2])
    store.purgeRuns([2])
  } finally {
    database.close()
  }
}
