import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../src/store/checkpoint-hash'
import { openDatabase } from '../../src/store/connection'
import { explainStoreError } from '../../src/store/sqlite-errors'
import { batch, checkpoint, lease, newRun, temporaryFolder } from '../../src/store/testing/fixtures'
import { writeBundle } from '../../src/bundle/bundle'
import { smallBundle, smallRun } from '../../src/bundle/testing/small-bundle'
import { answerDialogs } from '../dialogs'
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
      const bundle = join(dataFolder, 'large.downhill')
      writeFileSync(
        bundle,
        writeBundle(smallBundle(Array.from({ length: 30 }, (_, seed) => smallRun(seed))))
      )
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
      fillUp(disk, filler)
      // going on is refused in words as long as there is no room
      await expect(program.request('runs.resume', { runId: id, pace: null })).rejects.toMatchObject(
        { code: 'store-full' }
      )
      // and said on the page: by what was set aside for it, the reason could still be written
      expect(ended.problem).toMatchObject({ code: 'store-full' })
      const { page } = program
      const outcome = page.getByRole('region', { name: 'Outcome' })
      await expect(outcome).toContainText('The disk is full')
      await expect(outcome).toContainText('Everything saved before is safe')
      await page
        .getByRole('button', { name: /Resume/ })
        .first()
        .click()
      await expect(page.getByRole('alert').filter({ hasText: 'The disk is full' })).toBeVisible()

      // files to and from such a disk: each says so, and nothing half-written stays
      const onDisk = (): string[] =>
        readdirSync(disk, { recursive: true, encoding: 'utf8' })
          .filter((name) => !name.endsWith('lock') && name !== join('runs', 'backups'))
          .sort()
      const before = onDisk()
      const exportTo = async (path: string): Promise<void> => {
        await answerDialogs(program, { save: path, open: [bundle] })
        await page.getByRole('button', { name: 'Export', exact: true }).first().click()
        await page.getByRole('button', { name: 'Choose a place' }).click()
      }
      const told = page.getByRole('status')
      await program.open('#/runs')
      await page.getByRole('treegrid').getByText('%').first().click()
      await exportTo(join(disk, 'out.downhill'))
      await expect(told.filter({ hasText: 'the disk full' })).toBeVisible()
      await exportTo(join(dataFolder, 'out.downhill'))
      await expect(told.filter({ hasText: join(dataFolder, 'out.downhill') })).toBeVisible()
      await page.getByRole('button', { name: 'Import' }).first().click()
      await expect(
        told.or(page.getByRole('dialog')).filter({ hasText: 'The disk is full' })
      ).toBeVisible()
      await page.keyboard.press('Escape')
      await program.open('#/settings')
      await page.getByRole('button', { name: 'Back up now' }).click()
      await expect(page.getByRole('alert').filter({ hasText: 'disk is full' })).toBeVisible()
      expect(onDisk()).toEqual(before)
      expect(await program.runs()).toHaveLength(1)

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
        `a small disk filled while training: said, ${ended.epoch} epochs kept, resumed to ${later.epoch}; export to it, import and backup refused in words, export elsewhere done`
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
    try {
      writeFileSync(filler, Buffer.alloc(bavail * bsize), { flag: 'a' })
    } catch (error) {
      // the program took some of it meanwhile: what was there for the filler is taken
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}
