import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  batch,
  checkpoint,
  lease,
  newRun,
  temporaryStore,
  type TemporaryStore
} from '../store/testing/fixtures'
import { checkHashes } from './hash-check'

let temporary: TemporaryStore
let runId: number
beforeEach(() => {
  temporary = temporaryStore()
  const { store } = temporary
  runId = store.createRun(newRun(), lease('me')).id
  const optimiserState = new Uint8Array(400)
  const checkpoints = Array.from({ length: 12 }, (_, epoch) =>
    checkpoint(epoch, 'schedule', { optimiserState })
  )
  store.applyBatch(runId, 'me', batch(11, { checkpoints }))
})
afterEach(() => temporary.remove())

describe('checking the hashes', () => {
  const check = (
    onRead: (checkpointId: number) => void = () => undefined
  ): ReturnType<typeof checkHashes> =>
    checkHashes(runId, {
      runDetail: async (id) => temporary.store.runDetail(id),
      isCheckpointSound: async (id, checkpointId) => {
        onRead(checkpointId)
        return temporary.store.isCheckpointSound(id, checkpointId)
      }
    })

  it('names what is damaged, in the weights or in what the optimiser remembers', async () => {
    expect(await check()).toEqual({ checked: 12, damaged: [] })
    const { checkpoints } = temporary.store.runDetail(runId)
    temporary.database.exec(`
      UPDATE checkpoints SET parameters = zeroblob(400) WHERE epoch = 3;
      UPDATE checkpoints SET optimiser_state = NULL WHERE epoch = 9`)
    const damaged = [3, 9].map((epoch) => ({ checkpointId: checkpoints[epoch].id, epoch }))
    expect(await check()).toEqual({ checked: 12, damaged })
  })

  it('passes over what a run in training drops meanwhile', async () => {
    const drop = temporary.database.prepare('DELETE FROM checkpoints WHERE id = ?')
    expect(await check((id) => void (id % 2 === 0 && drop.run(id)))).toEqual({
      checked: 6,
      damaged: []
    })
  })
})
