import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLeaseOwner, isOwnerGone } from './lease-owner'
import { lease, newRun, temporaryStore, type TemporaryStore } from './testing/fixtures'

let temporary: TemporaryStore
beforeEach(() => {
  temporary = temporaryStore()
})
afterEach(() => temporary.remove())

/** The owner that a process would be which lives until it is killed. */
async function otherProcess(): Promise<{ owner: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
  const [name, place] = createLeaseOwner().split(' ')
  const kill = async (): Promise<void> => {
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }
  return { owner: [name, place, child.pid].join(' '), kill }
}

describe('the owner of a lease', () => {
  it('is another one each time, and there', () => {
    const owners = [createLeaseOwner(), createLeaseOwner()]
    expect(owners[0]).not.toBe(owners[1])
    expect(owners.map(isOwnerGone)).toEqual([false, false])
  })

  it('is gone with its process, and its run is free at once, not when the lease expires', async () => {
    const { store } = temporary
    const { owner, kill } = await otherProcess()
    const { id } = store.createRun(newRun(), lease(owner))
    store.setStatus(id, owner, 'running')
    expect(store.runSummary(id)).toMatchObject({ status: 'running', resumable: false })
    await kill()
    expect(isOwnerGone(owner)).toBe(true)
    expect(store.runSummary(id)).toMatchObject({ status: 'interrupted', resumable: true })
    expect(store.claim(id, lease('me')).status).toBe('queued')
  })

  it('of another computer, or of an earlier program, is known by its lease alone', async () => {
    const { owner, kill } = await otherProcess()
    await kill()
    const [name, , id] = owner.split(' ')
    expect([[name, '0123456789abcdef', id].join(' '), name, ''].map(isOwnerGone)).toEqual([
      false,
      false,
      false
    ])
  })
})
