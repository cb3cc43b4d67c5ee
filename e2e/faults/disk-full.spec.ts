import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/store/checkpoint-hash'
import { openDatabase } from '../../src/store/connection'
import { explainStoreError } from '../../src/store/sqlite-errors'
import { batch, checkpoint, lease, newRun, temporaryFolder } from '../../src/store/testing/fixtures'
import { expect, test } from '../fixtures'
import { findRun, startRun, untilRun } from '../runs'
import { row, times, tried } from '../trials'
import { contentsOf, expectGoesOn, expectSoundWeights, storeOver } from './library/contents'
import { mountSmallDisk } from './library/folders'
import { beginLibrary, launchOn } from './library/moved'

test.use({ pageStaysQuiet: false })

test('a full disk takes nothing that was stored, and goes on with room', row('disk full'), () => {
  const { folder, remove } = temporaryFolder()
  const file = join(folder, 'downhill.sqlite')
  const rounds = times(10, 100)
  let epochs = 0
  try {
    for (let round = 0; round < rounds; round++) {
      const { database } = openDatabase(file)
      const store = storeOver(database)
      const { id } = store.createRun(newRun(), lease('me'))
      const pages = Number(database.pragma('page_count', { simple: true }))
      database.pragma(`max_page_count = ${pages + 20 + round}`)
      let acknowledged = 0
      let before = contentsOf(database)
      const storeEpoch = (): void => {
        const parameters = new Uint8Array(5000 + 100 * round).fill(acknowledged)
        const weights = checkpoint(acknowledged + 1, 'schedule', {
          parameters,
          sha256: sha256(parameters)
        })
        store.applyBatch(id, 'me', batch(acknowledged + 1, { checkpoints: [weights] }))
        acknowledged++
        before = contentsOf(database)
      }
      expect(() => {
        for (;;) attempt(storeEpoch, file)
      }).toThrow(expect.objectContaining({ code: 'store-full' }))
      expect(acknowledged).toBeGreaterThan(0)
      expect(contentsOf(database), 'what was acknowledged, and nothing of the rest').toBe(before)
      database.pragma('max_page_count = 1000000')
      storeEpoch()
      epochs += acknowledged
      expect(store.runDetail(id).curves.epochs).toHaveLength(acknowledged)
      store.finish('me', [{ runId: id, status: 'stopped' }])
      database.close()
    }
    const { database, notice } = openDatabase(file)
    expect(notice).toBeNull()
    expectSoundWeights(storeOver(database))
    database.close()
    expectGoesOn(file)
  } finally {
    remove()
  }
  tried(
    test.info(),
    `${rounds} times full in the middle of a run, ${epochs} acknowledged epochs all there`
  )
})

function attempt(action: () => void, file: string): void {
  try {
    action()
  } catch (error) {
    throw explainStoreError(error, file)
  }
}

test(
  'in the window, a run stops, is refused in words, and goes on when there is room',
  row('disk full'),
  async ({ dataFolder }) => {
    test.setTimeout(120_000)
    const disk = join(dataFolder, 'stick')
    const unmount = mountSmallDisk(disk, 3_000_000)
    if (unmount === undefined) return test.skip(true, 'This user may mount no small disk.')
    try {
      const file = beginLibrary(join(disk, 'runs'))
      const program = await launchOn(join(disk, 'runs'), dataFolder)
      const { id } = await startRun(program, { name: 'long', config: { epochs: 500 } })
      await untilRun(program, id, 'trains', ({ epoch }) => epoch >= 1)
      const filler = join(disk, 'filler')
      fillUp(disk, filler)
      await program.open(`#/runs/${id}`)
      const ended = await untilRun(
        program,
        id,
        'has stopped',
        ({ status }) => status === 'interrupted'
      )
      // going on is refused in words as long as there is no room
      await expect(program.request('runs.resume', { runId: id, pace: null })).rejects.toMatchObject(
        { code: 'store-full' }
      )
      const { curves } = await program.request('runs.detail', { runId: id })
      expect(curves.epochs.map(({ epoch }) => epoch)).toEqual([...Array(ended.epoch + 1).keys()])

      rmSync(filler)
      await program.request('runs.resume', { runId: id, pace: null })
      const later = await untilRun(program, id, 'goes on', ({ epoch }) => epoch > ended.epoch + 1)
      await program.request('training.stop', { runId: id })
      expect((await findRun(program, id)).epoch).toBeGreaterThanOrEqual(later.epoch)
      await program.close()
      expectGoesOn(file)
      tried(
        test.info(),
        `a small disk filled while training: said, ${ended.epoch} epochs kept, resumed to ${later.epoch}`
      )
    } finally {
      unmount()
    }
  }
)

/** Until nothing more can be written. */
function fillUp(disk: string, filler: string): void {
  for (;;) {
    const { bavail, bsize } = statfsSync(disk)
    if (bavail === 0) return
    writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' })
  }
}
