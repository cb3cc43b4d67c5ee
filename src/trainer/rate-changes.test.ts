import { describe, expect, it } from 'vitest'
import type { EpochMetrics } from '../shared/run'
import type { TrainerBatch } from '../shared/trainer-protocol'
import {
  createFakeParent,
  runToEnd,
  SMALL_DATASET,
  stateOf,
  type FakeParent,
  type Kept
} from './testing/fake-parent'

const config = { epochs: 30 }

/** All that decides whether two runs are the same: no seconds, and no states kept on the way. */
function story({ points, epochs, checkpoints, done }: Kept): unknown {
  const withoutSeconds = (epoch: EpochMetrics): EpochMetrics => ({ ...epoch, engineSeconds: 0 })
  const last = checkpoints.at(-1)
  return { points, epochs: epochs.map(withoutSeconds), sha256: last?.sha256, done }
}

/** The same settings from the start, with the changes known beforehand. */
async function repeated({ rateChanges }: Kept): Promise<unknown> {
  return story((await runToEnd({ config, start: { rateChanges } })).kept())
}

/** The batch that tells of the change. */
function batchOfChange({ messages }: FakeParent): TrainerBatch {
  const batch = messages
    .filter((message) => message.type === 'batch')
    .find(({ rateChanges }) => rateChanges.length > 0)
  if (!batch) throw new Error('No change was told.')
  return batch
}

describe('the learning rate, changed under way', () => {
  it('holds from a later step, where the steps before are to stay as they are', async () => {
    const parent = createFakeParent({ config, start: { pace: 200 } })
    await parent.start()
    parent.command({ type: 'set-rate', learningRate: 0.125, notBefore: 60 })
    parent.runToEnd()
    expect(parent.kept().rateChanges).toEqual([{ step: 60, learningRate: 0.125 }])
    expect(story(parent.kept())).toEqual(await repeated(parent.kept()))
  })

  it('holds from the next step on, and repeats the run bit for bit', async () => {
    const untouched = await runToEnd({ config })
    const parent = createFakeParent({ config, start: { pace: 200 } })
    await parent.start()
    parent.runFor(300)
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.runFor(400)
    parent.command({ type: 'set-rate', learningRate: 0.2 })
    parent.runToEnd()
    const kept = parent.kept()
    expect(kept.rateChanges.map(({ learningRate }) => learningRate)).toEqual([0.03, 0.2])
    const [first, second] = kept.rateChanges.map(({ step }) => step)
    expect(first).toBeGreaterThan(0)
    expect(second).toBeGreaterThan(first)
    expect(second).toBeLessThan(270)
    expect(story(kept)).not.toEqual(story(untouched.kept()))
    expect(story(kept)).toEqual(await repeated(kept))
    // the cost of a step is met before its weights change
    const upTo = first + 1
    expect(kept.points.slice(0, upTo)).toEqual(untouched.kept().points.slice(0, upTo))
    expect(kept.points[upTo]).not.toEqual(untouched.kept().points[upTo])
  })

  it('is told no later than the steps that follow it', async () => {
    const parent = createFakeParent({ config, start: { pace: 200 }, acknowledgeAfter: 150 })
    await parent.start()
    parent.runFor(500)
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.runToEnd()
    const told = batchOfChange(parent)
    const before = parent.messages
      .filter((message) => message.type === 'batch')
      .filter(({ sequence }) => sequence < told.sequence)
    expect(before.length).toBeGreaterThan(0)
    for (const { live, points, checkpoints } of before) {
      const latest = Math.max(live.step, ...[...points, ...checkpoints].map(({ step }) => step))
      expect(latest).toBeLessThanOrEqual(told.rateChanges[0].step)
    }
  })

  it('is told once', async () => {
    const parent = createFakeParent({ config, start: { pace: 100 } })
    await parent.start()
    parent.runFor(500)
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.runToEnd()
    expect(parent.kept().rateChanges).toHaveLength(1)
  })

  it('may be changed while paused; of two at one step, the last holds', async () => {
    const parent = createFakeParent({ config, start: { paused: true } })
    await parent.start()
    for (let step = 0; step < 5; step++) parent.command({ type: 'step' })
    parent.runFor(1000)
    parent.command({ type: 'set-rate', learningRate: 9 })
    parent.command({ type: 'set-rate', learningRate: 0.05 })
    parent.runFor(1000)
    // told at once, though no step follows yet
    expect(parent.kept().rateChanges.at(-1)).toEqual({ step: 5, learningRate: 0.05 })
    parent.command({ type: 'resume' })
    parent.runToEnd()
    expect(story(parent.kept())).toEqual(await repeated(parent.kept()))
  })

  it('may be changed while the data are loading, before the first step', async () => {
    const parent = createFakeParent({ config })
    const loading = parent.start()
    parent.command({ type: 'set-rate', learningRate: 9 })
    parent.command({ type: 'set-rate', learningRate: 0.05 })
    await loading
    parent.runToEnd()
    expect(parent.kept().rateChanges).toEqual([{ step: 0, learningRate: 0.05 }])
    expect(story(parent.kept())).toEqual(await repeated(parent.kept()))
  })

  it('is kept where the run is stopped right after', async () => {
    const parent = createFakeParent({ config, start: { pace: 100 } })
    await parent.start()
    parent.runFor(250)
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.command({ type: 'stop' })
    parent.runToEnd()
    const { rateChanges, live, done } = parent.kept()
    expect(done?.outcome).toBe('stopped')
    expect(rateChanges).toEqual([{ step: live?.step, learningRate: 0.03 }])
  })

  it('is kept where the run is stopped before its data were there', async () => {
    let deliver = (): void => undefined
    const parent = createFakeParent({
      loadDataset: () =>
        new Promise((resolve) => {
          deliver = () => resolve(SMALL_DATASET)
        })
    })
    await parent.start()
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.command({ type: 'stop' })
    expect(parent.messages).toEqual([])
    deliver()
    await new Promise((resolve) => setImmediate(resolve))
    parent.runToEnd()
    expect(parent.kept()).toMatchObject({
      rateChanges: [{ step: 0, learningRate: 0.03 }],
      live: { step: 0 },
      done: { outcome: 'stopped' }
    })
  })

  it('changes nothing in a run that is over', async () => {
    const parent = await runToEnd({ config })
    const { length } = parent.messages
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.runFor(1000)
    expect(parent.messages).toHaveLength(length)

    const last = parent.kept().checkpoints.at(-1)
    if (!last) throw new Error('The last epoch was not kept.')
    const again = createFakeParent({ config, start: { from: stateOf(last) } })
    const loading = again.start()
    again.command({ type: 'set-rate', learningRate: 0.03 })
    await loading
    again.runToEnd()
    expect(again.kept()).toMatchObject({ rateChanges: [], done: { outcome: 'finished' } })
  })
})

describe('a run with changes of its rate, taken up again', () => {
  async function interrupted(): Promise<Kept> {
    const parent = createFakeParent({ config, start: { pace: 200 } })
    await parent.start()
    parent.runFor(500)
    parent.command({ type: 'set-rate', learningRate: 0.03 })
    parent.runFor(300)
    return parent.kept()
  }

  it('from before a change, repeats it at its step and does not tell it again', async () => {
    const { rateChanges, checkpoints } = await interrupted()
    const from = checkpoints.find(({ epoch }) => epoch === 2)
    if (!from) throw new Error('The second epoch was not kept.')
    expect(from.step).toBeLessThan(rateChanges[0].step)
    const start = { from: stateOf(from), rateChanges }
    const again = (await runToEnd({ config, start })).kept()
    expect(again.rateChanges).toEqual([])
    const whole = (await runToEnd({ config, start: { rateChanges } })).kept()
    expect(again.checkpoints.at(-1)?.sha256).toBe(whole.checkpoints.at(-1)?.sha256)
    expect(again.points).toEqual(whole.points.slice(from.step))
  })

  it('gives up a later change for a new one', async () => {
    const { rateChanges, checkpoints } = await interrupted()
    const from = checkpoints.find(({ epoch }) => epoch === 2)
    if (!from) throw new Error('The second epoch was not kept.')
    const start = { from: stateOf(from), rateChanges, paused: true }
    const parent = createFakeParent({ config, start })
    await parent.start()
    parent.command({ type: 'set-rate', learningRate: 0.1 })
    parent.command({ type: 'resume' })
    parent.runToEnd()
    const change = { step: from.step, learningRate: 0.1 }
    expect(parent.kept().rateChanges).toEqual([change])
    const whole = (await runToEnd({ config, start: { rateChanges: [change] } })).kept()
    expect(parent.kept().points).toEqual(whole.points.slice(from.step))
  })
})
