import { openDatabase } from '../connection'
import { createStoreServer } from '../server'
import { batch, checkpoint, lease, newRun, point, START_TIME } from './fixtures'

/** A process that stores epochs of a run of its own, without end, and prints each once it is acknowledged. */
const [, , file, owner] = process.argv
const { database } = openDatabase(file)
const store = createStoreServer({ database, now: () => START_TIME })
const { id } = store.createRun(newRun(), lease(owner))
process.stdout.write(`run ${id}\n`)

for (let epoch = 0; ; epoch++) {
  const points = Array.from({ length: 20 }, (_, index) => point(epoch * 20 + index))
  store.applyBatch(
    id,
    owner,
    batch(epoch, { points, checkpoints: [checkpoint(epoch, 'schedule')] })
  )
  process.stdout.write(`epoch ${epoch}\n`)
}
