import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { UndoControl } from './use-undo'

describe('useUndo', () => {
  let control: UndoControl
  let undone: string[]

  const something = (name: string) => ({
    sentence: `Deleted ${name}.`,
    undo: async () => {
      undone.push(name)
    }
  })

  beforeEach(async () => {
    vi.resetModules()
    const { useUndo } = await import('./use-undo')
    control = useUndo()
    undone = []
  })

  it('takes back the last thing first, then the one before', async () => {
    control.remember(something('a'))
    control.remember(something('b'))
    expect(control.barShown.value).toBe(true)
    await control.undoLast()
    expect(control.barShown.value).toBe(false)
    await control.undoLast()
    await control.undoLast()
    expect(undone).toEqual(['b', 'a'])
  })

  it('can still undo what the bar no longer shows', async () => {
    control.remember(something('a'))
    control.barShown.value = false
    await control.undoLast()
    expect(undone).toEqual(['a'])
  })

  it('keeps what could not be undone, and says why', async () => {
    const undo = vi.fn().mockRejectedValueOnce(new Error('disk full')).mockResolvedValue(undefined)
    control.remember({ sentence: 'Deleted.', undo })
    await control.undoLast()
    expect(control.failure.value).toMatchObject({ message: 'disk full' })
    expect(control.barShown.value).toBe(true)
    await control.undoLast()
    expect(undo).toHaveBeenCalledTimes(2)
    expect(control.done.value).toEqual([])
  })
  it('shows the bar on the screen where something was done and on the next, not on the second', async () => {
    control.remember(something('a'))
    control.screenChanged()
    expect(control.barShown.value).toBe(true)
    control.remember(something('b'))
    control.screenChanged()
    expect(control.barShown.value).toBe(true)
    control.screenChanged()
    expect(control.barShown.value).toBe(false)
    await control.undoLast()
    expect(undone).toEqual(['b'])
  })

  it('shows how far work has come, and no more when it has ended or failed', async () => {
    const seen: unknown[] = []
    await control.showWork('deleting', 3, async (count) => {
      count(2)
      seen.push(control.work.value)
    })
    expect(seen).toEqual([{ kind: 'deleting', done: 2, of: 3 }])
    expect(control.work.value).toBeNull()
    const failing = control.showWork('restoring', 3, () => Promise.reject(new Error('disk full')))
    expect(control.work.value).toEqual({ kind: 'restoring', done: 0, of: 3 })
    await expect(failing).rejects.toThrow('disk full')
    expect(control.work.value).toBeNull()
  })
})
