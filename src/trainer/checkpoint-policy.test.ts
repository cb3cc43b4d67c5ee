import { describe, expect, it } from 'vitest'
import { createFakeParent, runToEnd, type FakeParent } from './testing/fake-parent'

const config = { epochs: 45 }

const keptEpochs = (parent: FakeParent): number[] => [
  ...new Set(
    parent
      .kept()
      .checkpoints.filter(({ role }) => role === 'schedule')
      .map(({ epoch }) => epoch)
  )
]

describe('the policy of which weights are kept', () => {
  it('keeps those of every epoch, where all are asked for', async () => {
    const parent = await runToEnd({ config, start: { checkpointPolicy: 'all' } })
    expect(keptEpochs(parent)).toEqual([...Array(46).keys()])
  })

  it('can be changed under way, or before the data are there', async () => {
    const parent = createFakeParent({ config, start: { pace: 200 } })
    const started = parent.start()
    parent.command({ type: 'set-checkpoint-policy', policy: 'all' })
    await started
    while ((parent.kept().live?.epoch ?? 0) < 25) parent.runFor(10)
    parent.command({ type: 'set-checkpoint-policy', policy: 'thrifty' })
    parent.runToEnd()
    const epochs = keptEpochs(parent)
    expect(epochs.slice(0, 26)).toEqual([...Array(26).keys()])
    expect(epochs.slice(-4)).toEqual([38, 40, 44, 45])
  })
})
