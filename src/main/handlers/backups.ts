import { DownhillError, toPlainError } from '../../shared/errors'
import type { Backups } from '../backups'
import { bringToRest } from '../library-rest'
import type { Handlers } from '../request'
import { leaveOutcome, takeOutcome } from '../restore-note'
import type { GetServices } from '../services'
import type { LibraryTools } from './library'

type BackupRequest = Extract<keyof Handlers, `backups.${string}`>

/** Copies of the library, and the way back to one. */
export function backupHandlers(
  services: GetServices,
  { place, log, letGo, restart, backups }: LibraryTools & { backups: Backups }
): Pick<Handlers, BackupRequest> {
  return {
    'backups.list': () => backups.list(),
    'backups.make': async () => {
      // of a library that cannot be opened there is nothing to copy, and why not is said
      await services()
      return backups.make()
    },
    'backups.restore': async ({ number }) => {
      const chosen = (await backups.list()).backups.find((backup) => backup.number === number)
      if (!chosen) throw new DownhillError('not-found', `There is no backup ${number}.`)
      // whatever is refused is refused while the library is open, and stays so
      const stamp = await backups.prepare(number)
      const opened = await services().catch(() => undefined)
      if (opened) await bringToRest(opened)
      await letGo()
      const { date } = chosen
      try {
        const kept = await backups.swapIn(stamp)
        log.write('backup', `number ${number} was put in place; what was there is ${kept}`)
        leaveOutcome(place.home, { date, kept, error: null })
      } catch (error) {
        log.error('backup', error)
        leaveOutcome(place.home, { date, kept: null, error: toPlainError(error) })
      } finally {
        // also where it failed: here all is closed, and the window could do nothing
        restart()
      }
      return null
    },
    'backups.outcome': () => takeOutcome(place.home)
  }
}
