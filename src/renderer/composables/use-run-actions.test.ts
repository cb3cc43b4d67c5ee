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
})
