import { describe, expect, it } from 'vitest'
import { createFakeParent, runToEnd, SMALL_DATASET } from './testing/fake-parent'

describe('commands', () => {
  it('pause keeps the state of that step; nothing moves until resume', async () => {
    const parent = createFakeParent({ config: { epochs: 300 } })
    await parent.start()
    parent.runFor(20)
    parent.command({ type: 'pause' })
    parent.runFor(1000)
    const { live, checkpoints } = parent.kept()
    expect(live).toMatchObject({ paused: true, stepsPerSecond: 0 })
    expect(live?.step).toBeGreaterThan(0)
    expect(live?.step).toBeLessThan(2700)
    expect(checkpoints.at(-1)).toMatchObject({ step: live?.step })
    parent.runFor(60_000)
    expect(parent.kept().live?.step).toBe(live?.step)
    parent.command({ type: 'resume' })
    parent.runFor(300)
    // the pause does not count as slow steps
    expect(parent.kept().live?.stepsPerSecond).toBeGreaterThan(100)
    parent.runToEnd()
    expect(parent.kept().live).toMatchObject({ step: 2700, paused: false })
  })

  it('step takes one step while paused, and is kept', async () => {
    const parent = createFakeParent({ start: { paused: true } })
    await parent.start()
    parent.runFor(1000)
    expect(parent.kept().live).toMatchObject({ step: 0, paused: true })
    expect(parent.kept().epochs).toHaveLength(1)
    parent.command({ type: 'step' })
    parent.runFor(1000)
    expect(parent.kept().live).toMatchObject({ step: 1, paused: true })
    expect(parent.kept().checkpoints.at(-1)).toMatchObject({ role: 'latest', step: 1 })
    for (let step = 2; step <= 27; step++) parent.command({ type: 'step' })
    parent.runToEnd()
    expect(parent.kept().done?.outcome).toBe('finished')
    expect(parent.kept().points).toHaveLength(27)
  })

  it('stop keeps the exact state and says that the run was stopped', async () => {
    const parent = createFakeParent({ config: { epochs: 300 }, start: { pace: 50 } })
    await parent.start()
    parent.runFor(1000)
    parent.command({ type: 'stop' })
    parent.command({ type: 'stop' })
    for (const type of ['pause', 'resume', 'step'] as const) parent.command({ type })
    parent.command({ type: 'set-pace', pace: null })
    parent.runFor(10_000)
    parent.command({ type: 'stop' })
    const { done, live, checkpoints, points } = parent.kept()
    expect(done).toEqual({ type: 'done', outcome: 'stopped', finalTraining: null })
    expect(parent.messages.filter(({ type }) => type === 'done')).toHaveLength(1)
    expect(checkpoints.at(-1)).toMatchObject({ step: live?.step })
    // 2700 steps are told in blocks of two: a block that is not full waits in the checkpoint
    expect(points).toHaveLength(Math.floor((live?.step ?? 0) / 2))
  })

  it('stop does not keep again what the pause before it kept', async () => {
    const parent = createFakeParent({ start: { pace: 10 } })
    await parent.start()
    parent.runFor(250)
    for (const type of ['pause', 'stop'] as const) {
      parent.command({ type })
      parent.runFor(1000)
    }
    const latest = parent.kept().checkpoints.filter(({ role }) => role === 'latest')
    expect(latest).toHaveLength(1)
  })

  it.each(['set-pace', 'stop'] as const)('%s changes nothing in a finished run', async (type) => {
    const parent = await runToEnd()
    const { length } = parent.messages
    parent.command(type === 'stop' ? { type } : { type, pace: null })
    parent.runFor(1000)
    expect(parent.messages).toHaveLength(length)
  })

  it('stop is enough while the data are loading', async () => {
    let load = (): void => undefined
    const parent = createFakeParent({
      loadDataset: () =>
        new Promise((resolve) => {
          load = () => resolve(SMALL_DATASET)
        })
    })
    await parent.start()
    parent.command({ type: 'stop' })
    load()
    await new Promise((resolve) => setImmediate(resolve))
    parent.runFor(1000)
    expect(parent.messages).toMatchObject([{ type: 'done', outcome: 'stopped' }])
  })

  it('count also while the data are loading', async () => {
    let breakOff = (): void => undefined
    const parent = createFakeParent({
      loadDataset: () =>
        new Promise((_, reject) => {
          breakOff = () => reject(new Error('nobody waits for these data any more'))
        })
    })
    await parent.start()
    parent.command({ type: 'stop' })
    expect(parent.kept().done?.outcome).toBe('stopped')
    breakOff()
    await new Promise((resolve) => setImmediate(resolve))
    parent.runFor(1000)
    expect(parent.messages).toHaveLength(1)
  })

  it('pause holds while the data are loading, too', async () => {
    const parent = createFakeParent()
    const loading = parent.start()
    parent.command({ type: 'pause' })
    await loading
    parent.runFor(1000)
    expect(parent.kept().live).toMatchObject({ step: 0, paused: true })
  })

  it('set-pace holds from now on', async () => {
    const parent = createFakeParent({ config: { epochs: 300 }, start: { pace: 0.2 }, tick: 0 })
    await parent.start()
    parent.runFor(10_100)
    // one at once, then one every five seconds
    expect(parent.kept().live?.step).toBe(3)
    expect(parent.kept().live?.stepsPerSecond).toBeCloseTo(0.2, 2)
    parent.command({ type: 'set-pace', pace: 20 })
    parent.runFor(10_000)
    expect(parent.kept().live?.step).toBeGreaterThanOrEqual(200)
    expect(parent.kept().live?.step).toBeLessThanOrEqual(204)
  })

  it('keeps a state every half minute, should the process die', async () => {
    const parent = createFakeParent({ config: { batchSize: 1 }, start: { pace: 0.2 }, tick: 0 })
    await parent.start()
    parent.runFor(100_000)
    const { checkpoints } = parent.kept()
    expect(checkpoints.filter(({ role }) => role === 'latest').map(({ step }) => step)).toEqual([
      7, 13, 19
    ])
  })
})
