import type { Backup, RestoreOutcome } from '../../shared/backups'
import { DownhillError, toPlainError } from '../../shared/errors'
import { databaseFile } from '../../store/data-folder'
import { forgetLoss } from '../../store/loss-note'
import { sweepRestoring } from '../../store/restoring-steps'
import type { Backups } from '../backups'
import { bringToRest } from '../library-rest'
import type { Handlers } from '../request'
import { leaveOutcome, takeOutcome } from '../restore-note'
import type { GetServices } from '../services'
import { refuseReadOnly } from '../writable'
import type { LibraryTools } from './library'

type BackupRequest = Extract<keyof Handlers, `backups.${string}`>

/** Copies of the library, and the way back to one. */
export function backupHandlers(
  services: GetServices,
  { place, log, letGo, restart, backups }: LibraryTools & { backups: Backups }
): Pick<Handlers, BackupRequest> {
  /** What became of it, whether or not that can be noted down. */
  async function swapIn(stamp: string, { number, date }: Backup): Promise<RestoreOutcome> {
    try {
      const kept = await backups.swapIn(stamp)
      log.write('backup', `number ${number} was put in place; what was there is ${kept}`)
      return { date, kept, error: null }
    } catch (error) {
      log.error('backup', error)
      return { date, kept: null, error: toPlainError(error) }
    }
  }

  return {
    'backups.list': () => backups.list(),
    'backups.make': async () => {
      // of a library that cannot be opened there is nothing to copy, and why not is said
      const { notice } = await services()
      refuseReadOnly(notice)
      return backups.make()
    },
    'backups.restore': async ({ number }) => {
      const chosen = (await backups.list()).backups.find((backup) => backup.number === number)
      if (!chosen) throw new DownhillError('not-found', `There is no backup ${number}.`)
      // whatever is refused is refused while the library is open, and stays so
      const opened = await services().catch(() => undefined)
      refuseReadOnly(opened?.notice)
      const stamp = await backups.prepare(number)
      try {
        if (opened) await bringToRest(opened)
      } catch (error) {
        // a copy that waits would take the place of a library that is removed later
        sweepRestoring(databaseFile(place.folder))
        throw error
      }
      await letGo()
      try {
        leaveOutcome(place.home, await swapIn(stamp, chosen))
      } finally {
        // also where it failed: here all is closed, and the window could do nothing
        restart()
      }
      return null
    },
    'backups.outcome': () => takeOutcome(place.home),
    'backups.forgetLoss': () => {
      forgetLoss(databaseFile(place.folder))
      return null
    }
  }
}
