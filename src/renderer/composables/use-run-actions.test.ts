// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makeRun } from '../testing/runs'
import type { RunActions } from './use-run-actions'
import type { UndoControl } from './use-undo'

describe('useRunActions', () => {
  const runs = Array.from({ length: 2001 }, (_, index) => makeRun({ id: index + 1 }))
  const runIds = runs.map(({ id }) => id)
  let actions: RunActions
  let undo: UndoControl
  let bridge: FakeBridge
  let kept: Set<number>

  beforeEach(async () => {
    vi.resetModules()
    kept = new Set(runIds)
    bridge = installFakeBridge()
    bridge.answer('runs.delete', (input) => {
      if (input.runIds.length > 1000) throw new Error('too many')
      for (const id of input.runIds) kept.delete(id)
      return null
    })
    bridge.answer('runs.restore', (input) => {
      if (input.runIds.length > 1000) throw new Error('too many')
      for (const id of input.runIds) kept.add(id)
      return null
    })
    const { useRunActions } = await import('./use-run-actions')
    const { useUndo } = await import('./use-undo')
    undo = useUndo()
    const setup = (): object => {
      actions = useRunActions()
      return {}
    }
    mount({ setup, template: '<p />' }, { global: { plugins: [i18n] } })
  })

  it('deletes thousands of runs, and one undo brings all of them back', async () => {
    expect(await actions.remove(runs)).toBe(true)
    expect(kept.size).toBe(0)
    expect(undo.done.value).toHaveLength(1)
    await undo.undoLast()
    expect(undo.failure.value).toBeNull()
    expect(kept).toEqual(new Set(runIds))
  })

  it('brings back what went, where a part of thousands could not go', async () => {
    bridge.answer('runs.delete', (input) => {
      if (input.runIds.includes(1500)) throw new Error('under way')
      for (const id of input.runIds) kept.delete(id)
      return null
    })
    expect(await actions.remove(runs)).toBe(false)
    expect(kept.size).toBe(1001)
    expect(actions.error.value).toMatchObject({ message: 'under way' })
    await undo.undoLast()
    expect(kept).toEqual(new Set(runIds))
  })

  it('deletes once what one asks to delete again while it goes', async () => {
    const first = actions.remove(runs)
    expect(await actions.remove(runs.slice(0, 5))).toBe(false)
    expect(await first).toBe(true)
    expect(undo.done.value).toHaveLength(1)
    await undo.undoLast()
    expect(await actions.remove(runs.slice(0, 5))).toBe(true)
  })

  it('shows how far it has come with thousands, both ways, and nothing of a few', async () => {
    const seen: unknown[] = []
    const look = (): null => {
      seen.push(undo.work.value)
      return null
    }
    bridge.answer('runs.delete', look)
    bridge.answer('runs.restore', look)
    await actions.remove(runs)
    await undo.undoLast()
    await actions.remove(runs.slice(0, 1000))
    const steps = [0, 1000, 2000].map((done) => ({ done, of: 2001 }))
    expect(seen).toEqual([
      ...steps.map((step) => ({ kind: 'deleting', ...step })),
      ...steps.map((step) => ({ kind: 'restoring', ...step })),
      null
    ])
    expect(undo.work.value).toBeNull()
  })

  it('says of a run under way that it has to be stopped first', async () => {
    const training = [makeRun({ id: 1, status: 'running' }), makeRun({ id: 2, status: 'queued' })]
    expect(await actions.remove(training.slice(0, 1))).toBe(false)
    expect(undo.notice.value).toBe('Stop it first, then delete it.')
    expect(await actions.remove(training)).toBe(false)
    expect(undo.notice.value).toBe('Stop them first, then delete them.')
    expect(undo.done.value).toEqual([])
  })

  it('deletes what it can, and says how many stayed', async () => {
    const asked = [...runs.slice(0, 2), makeRun({ id: 9, status: 'running' })]
    expect(await actions.remove(asked)).toBe(true)
    expect([kept.has(1), kept.has(2), kept.has(9)]).toEqual([false, false, true])
    expect(undo.done.value.at(-1)?.sentence).toBe(
      'Deleted 2 runs. One run is under way and stayed: stop it first, then delete it.'
    )
  })

  it('tags those that lack the tag, and undo takes it from no other', async () => {
    const sent: unknown[] = []
    bridge.answer('runs.tag', (input) => {
      sent.push(input)
      return null
    })
    const [one, other] = [makeRun({ id: 1, tags: ['a'] }), makeRun({ id: 2, tags: [] })]
    await actions.tag([one, other], ['a'], [])
    await undo.undoLast()
    await actions.tag([one, other], [], ['a'])
    await undo.undoLast()
    expect(sent).toEqual([
      { runIds: [2], add: ['a'], remove: [] },
      { runIds: [2], add: [], remove: ['a'] },
      { runIds: [1], add: [], remove: ['a'] },
      { runIds: [1], add: ['a'], remove: [] }
    ])
  })

  it('puts a note and a name back as they were', async () => {
    const sent: unknown[] = []
    bridge.answer('runs.annotate', ({ note }) => {
      sent.push(note)
      return makeRun()
    })
    bridge.answer('runs.rename', ({ name }) => {
      sent.push(name)
      return makeRun()
    })
    const run = makeRun({ note: 'old', name: 'before' })
    await actions.annotate(run, 'new')
    await actions.rename(run, 'after')
    await undo.undoLast()
    await undo.undoLast()
    expect(sent).toEqual(['new', 'after', 'before', 'old'])
  })

  it('says why something failed, and offers nothing to undo then', async () => {
    bridge.answer('runs.purge', () => {
      throw new Error('disk full')
    })
    expect(await actions.purge([makeRun()])).toBe(false)
    expect(actions.error.value).toMatchObject({ message: 'disk full' })
    await actions.setBaseline(makeRun())
    expect(undo.done.value).toEqual([])
  })
})
