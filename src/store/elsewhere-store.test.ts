import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { createStoreServer } from './server'
import { lease, newRun, START_TIME, temporaryStore, type TemporaryStore } from './testing/fixtures'

describe('changes by another program', () => {
  let temporary: TemporaryStore | undefined
  afterEach(() => temporary?.remove())

  function two(): { mine: TemporaryStore['store']; other: TemporaryStore['store'] } {
    temporary = temporaryStore()
    const database = new Database(temporary.file)
    return {
      mine: temporary.store,
      other: createStoreServer({ database, now: () => START_TIME })
    }
  }

  it('are a run that it creates, names, describes, deletes or restores, once', () => {
    const { mine, other } = two()
    expect(mine.changedElsewhere()).toEqual([])
    const { id } = other.createRun(newRun(), lease('other'))
    expect(mine.changedElsewhere()).toEqual([id])
    expect(mine.changedElsewhere()).toEqual([])
    other.rename(id, 'Mine now')
    expect(mine.changedElsewhere()).toEqual([id])
    other.annotate(id, 'a note')
    expect(mine.changedElsewhere()).toEqual([id])
    other.tagRuns([id], ['tag'], [])
    expect(mine.changedElsewhere()).toEqual([id])
    other.setBaseline(id)
    expect(mine.changedElsewhere()).toEqual([id])
    other.setCheckpointPolicy(id, 'all')
    expect(mine.changedElsewhere()).toEqual([id])
    other.finish('other', [{ runId: id, status: 'stopped' }])
    expect(mine.changedElsewhere()).toEqual([id])
    other.deleteRuns([id])
    expect(mine.changedElsewhere()).toEqual([id])
    other.restoreRuns([id])
    expect(mine.changedElsewhere()).toEqual([id])
  })

  it('are not what this program does alone', () => {
    const { mine } = two()
    expect(mine.changedElsewhere()).toEqual([])
    mine.createRun(newRun(), lease('me'))
    expect(mine.changedElsewhere()).toEqual([])
  })
})
