import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CourierMessage, CourierQuestion } from '../shared/courier-protocol'
import { toPlainError } from '../shared/errors'
import { makeBackup } from '../store/backup'
import { listBackups } from '../store/backup-contents'
import { findBackups } from '../store/backup-files'
import { temporaryFolder } from '../store/testing/fixtures'
import { openDatabase } from '../store/connection'
import type { Clock } from '../supervisor/clock'
import { troubleNote } from './backup-trouble'
import { createBackups, type Backups } from './backups'

/** A clock that is moved by hand. */
function handClock(): Clock & {
  pass(milliseconds: number): Promise<void>
  time: number
  waiting(): number
} {
  const tasks: { at: number; task: () => void }[] = []
  const clock = {
    time: Date.UTC(2026, 10, 23, 12),
    now: () => clock.time,
    after: (milliseconds: number, task: () => void) => {
      const entry = { at: clock.time + milliseconds, task }
      tasks.push(entry)
      return () => void tasks.splice(tasks.indexOf(entry), tasks.includes(entry) ? 1 : 0)
    },
    every: () => () => undefined,
    steady: () => clock.time,
    waiting: () => tasks.length,
    async pass(milliseconds: number) {
      clock.time += milliseconds
      const due = tasks.filter(({ at }) => at <= clock.time)
      for (const entry of due) {
        tasks.splice(tasks.indexOf(entry), 1)
        entry.task()
      }
      // the copy is made for real
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
  return clock
}

describe('createBackups', () => {
  let library: string
  let remove: () => void
  let clock: ReturnType<typeof handClock>
  let backups: Backups
  let isBusy: boolean
  let isOpen: boolean
  let changes: (number | null)[]
  let mayFail: boolean
  let whileAsked: () => void | Promise<void>

  /** A courier within this process. */
  function spawnCourier() {
    let tell: (message: CourierMessage) => void = () => undefined
    return {
      send: (question: CourierQuestion) => {
        if (question.type === 'list-backups') {
          return tell({ type: 'answer', id: question.id, value: listBackups(library) })
        }
        if (question.type !== 'make-backup') throw new Error(question.type)
        const { id } = question
        void makeBackup(question).then(
          (made) => tell({ type: 'answer', id, value: made?.number ?? null }),
          (error: unknown) => tell({ type: 'failed', id, error: toPlainError(error) })
        )
      },
      onMessage: (listener: typeof tell) => void (tell = listener),
      onExit: () => undefined,
      kill: () => undefined
    }
  }

  function change(): void {
    const { database } = openDatabase(library)
    database.exec(
      `INSERT INTO drawings (sha256, label, created_at, strokes, raw, centred)
       VALUES (hex(randomblob(8)), 1, 0, '[]', x'', x'')`
    )
    database.close()
  }

  beforeEach(() => {
    const temporary = temporaryFolder()
    remove = temporary.remove
    library = join(temporary.folder, 'downhill.sqlite')
    clock = handClock()
    isBusy = false
    isOpen = true
    whileAsked = () => undefined
    changes = []
    mayFail = false
    change()
    backups = start()
  })
  afterEach(() => remove())

  function start(): Backups {
    return createBackups({
      spawnCourier,
      library,
      home: dirname(library),
      isOpen: async () => isOpen,
      isBusy: async () => {
        await whileAsked()
        return isBusy
      },
      onChange: (made) => changes.push(made),
      log: {
        write: () => undefined,
        error: (_, error) => {
          if (!mayFail) expect.fail(String(error))
        }
      },
      clock
    })
  }

  const made = (): number => findBackups(library).length

  it('makes one a while after the start, and the next on the next day', async () => {
    await clock.pass(19_000)
    expect(made()).toBe(0)
    await clock.pass(1_000)
    expect(made()).toBe(1)
    change()
    await clock.pass(10 * 60_000)
    expect(made(), 'on the same day').toBe(1)
    await clock.pass(24 * 3600_000)
    expect(made()).toBe(2)
  })

  it('puts it off while runs are under way, but not for ever', async () => {
    isBusy = true
    await clock.pass(20_000)
    for (let look = 0; look < 2; look++) await clock.pass(10 * 60_000)
    expect(made()).toBe(0)
    await clock.pass(10 * 60_000)
    expect(made()).toBe(1)
  })

  it('makes none of a library that is not open, or may only be read', async () => {
    isOpen = false
    await clock.pass(20_000)
    await backups.end()
    expect(made()).toBe(0)
    expect(existsSync(join(library, '../backups'))).toBe(false)
  })

  it('begins none any more once it was to rest, and looks no further', async () => {
    whileAsked = () => backups.rest()
    await clock.pass(20_000)
    expect(made()).toBe(0)
    expect(clock.waiting()).toBe(0)
  })

  it('says since when none could be made, and why, until one is', async () => {
    mayFail = true
    const inTheWay = join(dirname(library), 'backups')
    writeFileSync(inTheWay, 'a file, where the folder belongs')
    await clock.pass(20_000)
    const trouble = {
      since: '2026-11-23',
      error: { code: 'backup-unwritable', values: { folder: inTheWay } }
    }
    expect((await backups.list()).trouble).toMatchObject(trouble)
    expect(changes).toEqual([null])
    await clock.pass(24 * 3600_000)
    await backups.rest()
    const later = start()
    expect((await later.list()).trouble, 'known to the next start').toMatchObject(trouble)

    rmSync(inTheWay)
    await clock.pass(20_000)
    expect(made()).toBe(1)
    expect(changes.at(-1)).toBe(1)
    expect((await later.list()).trouble).toBeNull()
    await later.rest()
    expect((await start().list()).trouble).toBeNull()
  })

  it('is content where a person or another program made it', async () => {
    mayFail = true
    const inTheWay = join(dirname(library), 'backups')
    writeFileSync(inTheWay, '')
    await clock.pass(20_000)
    expect((await backups.list()).trouble).not.toBeNull()
    rmSync(inTheWay)
    expect(await backups.make()).toBe(1)
    expect((await backups.list()).trouble).toBeNull()

    change()
    rmSync(inTheWay, { recursive: true })
    writeFileSync(inTheWay, '')
    await clock.pass(10 * 60_000)
    expect((await backups.list()).trouble).not.toBeNull()
    rmSync(inTheWay)
    await makeBackup({ library, today: '2026-11-23', asked: false })
    await clock.pass(10 * 60_000)
    expect((await backups.list()).trouble).toBeNull()
  })

  it('takes nothing that was called off for a backup that could not be made', async () => {
    mayFail = true
    whileAsked = () => {
      backups.rest().catch(() => undefined)
      throw new Error('closed')
    }
    await clock.pass(20_000)
    expect(changes).toEqual([])
    expect(existsSync(troubleNote(dirname(library)))).toBe(false)
  })

  it('makes the one of the day at the end, but not of a session of a moment', async () => {
    await backups.end()
    expect(made()).toBe(0)
  })

  it('makes the one of the day at the end where it was put off', async () => {
    isBusy = true
    await clock.pass(20_000)
    await backups.rest()
    await backups.end()
    expect(made()).toBe(1)
  })
})
