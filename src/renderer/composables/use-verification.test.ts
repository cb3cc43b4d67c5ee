import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Verification } from '../../shared/verification'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makeRun } from '../testing/runs'
import type { VerificationControl } from './use-verification'

describe('useVerification', () => {
  const run = makeRun({ status: 'stopped', resumable: true, step: 6000 })
  const identical: Verification = { verdict: 'identical', epochs: 2, checkpoints: 2 }
  let control: VerificationControl
  let bridge: FakeBridge

  beforeEach(async () => {
    vi.resetModules()
    bridge = installFakeBridge()
    bridge.answer('runs.verify', () => identical)
    const { useVerification } = await import('./use-verification')
    control = useVerification()
  })

  it('keeps the verdict while the run stays what it was', async () => {
    await control.verify(run)
    expect(control.repetitionOf({ ...run, name: 'Mia' })?.verdict).toEqual(identical)
  })

  it('tells how far it is, of the run alone that is repeated', async () => {
    let end: (verdict: Verification) => void = () => undefined
    bridge.answer('runs.verify', () => new Promise((resolve) => (end = resolve)))
    const verified = control.verify(run)
    bridge.emit('verify.progress', { runId: 1, epoch: 1, epochs: 2 })
    bridge.emit('verify.progress', { runId: 2, epoch: 1, epochs: 2 })
    expect(control.repetitionOf(run)).toMatchObject({ underWay: true, epoch: 1, epochs: 2 })
    expect(control.repetitionOf({ ...run, id: 2 })).toBeUndefined()
    end(identical)
    await verified
    expect(control.repetitionOf(run)?.underWay).toBe(false)
  })

  it.each([
    ['has other weights', { weightsSha256: 'cc'.repeat(32) }],
    ['has gone on', { step: 6001 }],
    ['is under way again', { status: 'running' as const, resumable: false }]
  ])('tells nothing of a run that %s since', async (_, change) => {
    await control.verify(run)
    expect(control.repetitionOf({ ...run, ...change })).toBeUndefined()
  })
})
