import type { BackupState } from '../shared/backups'
import type { LibraryReport } from '../shared/courier-protocol'
import { toPlainError } from '../shared/errors'
import { dayOf, isBackupDue } from '../store/backup-files'
import { systemClock, type Clock } from '../supervisor/clock'
import { rememberTrouble } from './backup-trouble'
import { createCourierProcess, type CourierPort, type CourierProcess } from './courier'
import type { Log } from './log'

/** After the start, in milliseconds, so that nobody waits for it; sessions shorter than that make none. */
const FIRST_LOOK = 20_000
const LOOK_EVERY = 10 * 60_000
/** While runs are under way it is put off so often: half an hour. */
const MOST_PUT_OFF = 3
/** What is under way when the program ends may take so long, in milliseconds. */
const PATIENCE = 3000

export interface BackupsOptions {
  spawnCourier(): CourierPort
  /** The database. */
  library: string
  /** Holds what is the program's own. */
  home: string
  /** The library is open, and may be written. */
  isOpen(): Promise<boolean>
  /** Runs are under way. */
  isBusy(): Promise<boolean>
  /** One was made by itself, could not be, or is no longer missing. */
  onChange(made: number | null): void
  log: Log
  clock?: Clock
}

/** Backups of the library: one a day, made by a process of its own, so that nobody waits for it. */
export interface Backups {
  list(): Promise<BackupState>
  /** One now. @returns its number; null where nothing changed @throws as `makeBackup` */
  make(): Promise<number | null>
  /** Lays a copy of a backup beside the library. @throws as `prepareRestoring` */
  prepare(number: number): Promise<string>
  /** Puts that copy in its place; nothing of the program has the library open. @throws as `swapIn` */
  swapIn(stamp: string): Promise<string | null>
  describe(): Promise<LibraryReport>
  /** No process of it touches the library after this, but for what is asked from then on. */
  rest(): Promise<void>
  /** The library was closed and the program ends: the backup of the day, where it is due and quick. */
  end(): Promise<void>
}

export function createBackups({
  spawnCourier,
  library,
  home,
  isOpen,
  isBusy,
  onChange,
  log,
  clock = systemClock
}: BackupsOptions): Backups {
  const trouble = rememberTrouble(home)
  let putOff = 0
  let mayMake = false
  let isResting = false
  let cancelLook = (): void => undefined
  let courier = open()

  function open(): CourierProcess {
    const onProgress = (): void => undefined
    // a thing of once a day: nothing of it stays in memory
    return createCourierProcess({
      spawnCourier,
      library,
      onProgress,
      idleTime: 1000,
      patience: PATIENCE,
      clock
    })
  }

  async function make(asked: boolean): Promise<number | null> {
    const number = await courier.send({ type: 'make-backup', today: dayOf(clock.now()), asked })
    // where another process makes it just now, the next look sees whether it could
    if (number !== null) trouble.end()
    return number
  }

  /** Nothing changed since the last one, or another program made it. */
  function noneIsMissing(): void {
    if (trouble.now() === null) return
    trouble.end()
    onChange(null)
  }

  async function look(): Promise<void> {
    mayMake = await isOpen()
    if (!mayMake) return
    if (!isBackupDue(library, dayOf(clock.now()))) return noneIsMissing()
    if (putOff < MOST_PUT_OFF && (await isBusy())) {
      putOff++
      return
    }
    // the library may be about to give way to another
    if (isResting) return
    putOff = 0
    const number = await make(false)
    if (number === null) return
    log.write('backup', `made number ${number}`)
    onChange(number)
  }

  /** Tried again at the next look; meanwhile Settings says since when, and why. */
  function tell(error: unknown): void {
    log.error('backup', error)
    // what was called off is no backup that could not be made
    if (isResting) return
    trouble.begin(dayOf(clock.now()), toPlainError(error))
    onChange(null)
  }

  function lookAfter(milliseconds: number): void {
    cancelLook = clock.after(milliseconds, () => {
      void look()
        .catch(tell)
        .finally(() => {
          if (!isResting) lookAfter(LOOK_EVERY)
        })
    })
  }

  async function rest(): Promise<void> {
    isResting = true
    cancelLook()
    const resting = courier
    courier = open()
    await resting.close()
  }

  lookAfter(FIRST_LOOK)

  return {
    list: async () => ({
      ...(await courier.send({ type: 'list-backups' })),
      trouble: trouble.now()
    }),
    make: () => make(true),
    prepare: (number) => courier.send({ type: 'prepare-restoring', number, now: clock.now() }),
    swapIn: (stamp) => courier.send({ type: 'swap-in', stamp }),
    describe: () => courier.send({ type: 'describe-library' }),
    rest,
    async end() {
      isResting = true
      cancelLook()
      if (mayMake && isBackupDue(library, dayOf(clock.now()))) {
        make(false).catch((error: unknown) => log.error('backup', error))
      }
      await courier.close()
    }
  }
}
