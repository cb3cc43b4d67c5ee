import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeBackup } from '../../src/store/backup'
import { backupFolder, findBackups } from '../../src/store/backup-files'
import { expect, test } from '../fixtures'
import { row, tried } from '../trials'
import { addRun, soundRuns } from './libraries'

const MEGABYTE = 1024 * 1024

/** A disk of so many megabytes at that place, which goes when the work is done. */
async function onSmallDisk(
  place: string,
  megabytes: number,
  work: (folder: string) => Promise<void>
): Promise<void> {
  mkdirSync(place)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place])
  try {
    await work(place)
  } finally {
    execFileSync('umount', [place])
  }
}

function fill(file: string, leave: number, folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - leave)))
}

test.skip(process.platform !== 'linux' || process.getuid?.() !== 0, 'a small disk takes root')

test(
  'on a disk that is nearly full fewer are kept, and none where none fits',
  row('backups'),
  async ({ dataFolder }, info) => {
    await onSmallDisk(join(dataFolder, 'disk'), 110, async (folder) => {
      const library = join(folder, 'downhill.sqlite')
      addRun(library, 'large', 190)
      for (let day = 1; day <= 6; day++) {
        await makeBackup({ library, today: `2026-01-0${day}`, asked: false })
        const kept = findBackups(library)
        expect(kept[0].number, `day ${day}`).toBe(day)
        expect(kept.length).toBeLessThanOrEqual(4)
        addRun(library, `run of day ${day}`)
      }
      const before = findBackups(library)
      expect(before.length).toBeGreaterThanOrEqual(2)
      const obstacle = join(folder, 'obstacle')
      fill(obstacle, 40 * MEGABYTE, folder)
      await expect(
        makeBackup({ library, today: '2026-01-09', asked: false })
      ).rejects.toMatchObject({
        code: 'backup-no-room',
        message: expect.stringMatching(/needs \d+ MB on this disk, and \d+ MB are free/)
      })
      expect(findBackups(library)).toEqual(before)
      rmSync(obstacle)
      await makeBackup({ library, today: '2026-01-09', asked: false })
      expect(soundRuns(findBackups(library)[0].file)).toContain('run of day 6')
      tried(info, `a disk of 110 MB, ${before.length} of 10 MB kept`)
    })
  }
)

test('the disk gets full in the middle of a copy', row('backups'), async ({ dataFolder }, info) => {
  await onSmallDisk(join(dataFolder, 'disk'), 130, async (folder) => {
    const library = join(folder, 'downhill.sqlite')
    addRun(library, 'large', 400)
    await makeBackup({ library, today: '2026-01-01', asked: false })
    addRun(library, 'newer')
    const whole = readdirSync(backupFolder(library))
    const obstacle = join(folder, 'obstacle')
    const onProgress = (): void => fill(obstacle, 0, folder)
    await expect(
      makeBackup({ library, today: '2026-01-02', asked: false, onProgress })
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(SQLITE_FULL|SQLITE_IOERR|ENOSPC)/) })
    expect(readdirSync(backupFolder(library))).toEqual(whole)
    rmSync(obstacle)
    expect(soundRuns(findBackups(library)[0].file)).toEqual(['large'])
    expect(soundRuns(library)).toEqual(['large', 'newer'])
    await makeBackup({ library, today: '2026-01-02', asked: false })
    expect(soundRuns(findBackups(library)[0].file)).toEqual(['large', 'newer'])
    tried(info, 'nothing half-written stays, and the next day’s is made')
  })
})
