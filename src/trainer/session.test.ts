import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createReferenceEngine } from '../engine/reference'
import { begin, walk } from '../engine/testing/walk'
import { DownhillError } from '../shared/errors'
import { createFakeParent, type FakeParent, type ParentSettings } from './testing/fake-parent'

const ended = (parent: FakeParent) => () => parent.exitCode !== null

async function runToEnd(settings: ParentSettings = {}): Promise<FakeParent> {
  const parent = createFakeParent(settings)
  await parent.start()
  parent.runUntil(ended(parent))
  return parent
}

describe('a run flat out', () => {
  it('tells its whole story: every cost, every epoch, the last weights', async () => {
    const { points, epochs, checkpoints, done, live } = (await runToEnd()).kept()
    const direct = begin().training
    const start = direct.evaluateStart()
    const story = walk(direct, () => 1)
    expect(points).toEqual(story.costs.map((cost, block) => ({ block, step: block + 1, cost })))
    expect(epochs).toEqual(
      [start, ...story.epochs].map((epoch) => ({ ...epoch, engineSeconds: expect.any(Number) }))
    )
    expect(done).toEqual({
      type: 'done',
      outcome: 'finished',
      finalTraining: direct.measureTrainingSet()
    })
    const last = checkpoints.at(-1)
    expect(last).toMatchObject({ step: 27, epoch: 3, parameters: direct.position()?.parameters })
    expect(live).toMatchObject({ step: 27, epoch: 3, paused: false, stepsPerSecond: 0 })
  })

  it('keeps the start, every early epoch and the best, with their hashes', async () => {
    const { checkpoints } = (await runToEnd()).kept()
    const onSchedule = checkpoints.filter(({ role }) => role === 'schedule')
    expect(onSchedule.map(({ epoch, step }) => [epoch, step])).toEqual([
      [0, 0],
      [1, 9],
      [2, 18],
      [3, 27]
    ])
    expect(checkpoints.some(({ role }) => role === 'best')).toBe(true)
    for (const { parameters, sha256 } of checkpoints) {
      expect(sha256).toBe(createHash('sha256').update(parameters).digest('hex'))
    }
  })

  it('counts the seconds of the engine, growing from epoch to epoch', async () => {
    const { epochs, live } = (await runToEnd()).kept()
    const seconds = epochs.map(({ engineSeconds }) => engineSeconds)
    expect(seconds[0]).toBeGreaterThan(0)
    expect([...seconds].sort((a, b) => a - b)).toEqual(seconds)
    // the whole training set was measured after the last epoch
    expect(live?.engineSeconds).toBeGreaterThan(seconds[3])
  })

  it('loses nothing where acknowledgements are slow, and is done only after the last', async () => {
    const config = { epochs: 30 }
    const quick = (await runToEnd({ config })).kept()
    const slow = await runToEnd({ config, acknowledgeAfter: 700 })
    const { points, epochs, done } = slow.kept()
    expect(slow.mostUnderWay).toBe(1)
    expect(points).toEqual(quick.points)
    expect(epochs.map(({ epoch }) => epoch)).toEqual(quick.epochs.map(({ epoch }) => epoch))
    expect(done).toEqual(quick.done)
    expect(slow.messages.at(-1)).toBe(slow.kept().done)
    expect(slow.messages.filter(({ type }) => type === 'batch').length).toBeLessThan(10)
  })

  it('stays not done while the last batch is not acknowledged', async () => {
    const parent = createFakeParent({ acknowledgeAfter: 1e9 })
    await parent.start()
    parent.runFor(1e6)
    expect(parent.kept().done).toBeNull()
    expect(parent.exitCode).toBeNull()
  })
})

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
    parent.runUntil(ended(parent))
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
    parent.runUntil(ended(parent))
    expect(parent.kept().done?.outcome).toBe('finished')
    expect(parent.kept().points).toHaveLength(27)
  })

  it('stop keeps the exact state and says that the run was stopped', async () => {
    const parent = createFakeParent({ config: { epochs: 300 }, start: { pace: 50 } })
    await parent.start()
    parent.runFor(1000)
    parent.command({ type: 'stop' })
    parent.command({ type: 'stop' })
    parent.command({ type: 'resume' })
    parent.command({ type: 'set-pace', pace: null })
    parent.runFor(10_000)
    const { done, live, checkpoints, points } = parent.kept()
    expect(done).toEqual({ type: 'done', outcome: 'stopped', finalTraining: null })
    expect(parent.messages.filter(({ type }) => type === 'done')).toHaveLength(1)
    expect(checkpoints.at(-1)).toMatchObject({ step: live?.step })
    // 2700 steps are told in blocks of two: a block that is not full waits in the checkpoint
    expect(points).toHaveLength(Math.floor((live?.step ?? 0) / 2))
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

describe('a run that cannot go on', () => {
  it('diverged: the curve ends where no number is left, and no such weights are kept', async () => {
    const parent = await runToEnd({ config: { learningRate: 100, l2: 1000, epochs: 300 } })
    const { points, done, checkpoints } = parent.kept()
    expect(done).toEqual({ type: 'done', outcome: 'diverged', finalTraining: null })
    expect(points.at(-1)?.cost).toBeNull()
    expect(points.slice(0, -1).every(({ cost }) => cost !== null)).toBe(true)
    for (const { parameters } of checkpoints) {
      const weights = new Float32Array(parameters.slice().buffer)
      expect(weights.every((weight) => Number.isFinite(weight))).toBe(true)
    }
  })

  it.each(['pause', 'stop'] as const)('diverged, seen only at the %s', async (type) => {
    let isBroken = false
    const parent = createFakeParent({
      start: { pace: 1 },
      createEngine: (network) => {
        const engine = createReferenceEngine(network)
        const parameters = (): Float32Array => engine.parameters().fill(isBroken ? NaN : 1)
        return { ...engine, parameters }
      }
    })
    await parent.start()
    parent.runFor(2000)
    isBroken = true
    parent.command({ type })
    parent.runFor(2000)
    expect(parent.kept().done?.outcome).toBe('diverged')
    expect(parent.kept().checkpoints.every(({ step }) => step === 0)).toBe(true)
  })

  it('failed: the data are missing, or others', async () => {
    const missing = new DownhillError('dataset-missing', 'Nothing there.', { file: 'x' })
    const parent = await runToEnd({ loadDataset: () => Promise.reject(missing) })
    expect(parent.messages).toEqual([
      {
        type: 'failed',
        error: { code: 'dataset-missing', message: 'Nothing there.', values: { file: 'x' } }
      }
    ])
    expect(parent.exitCode).toBe(1)
    const other = await runToEnd({ start: { fingerprint: 'beef' } })
    expect(other.messages).toMatchObject([{ type: 'failed', error: { code: 'dataset-mismatch' } }])
  })

  it('failed: the engine broke, and nothing is told after that', async () => {
    const parent = await runToEnd({
      createEngine: (network) => ({
        ...createReferenceEngine(network),
        train: () => {
          throw new Error('out of memory')
        }
      })
    })
    parent.runFor(10_000)
    expect(parent.messages.at(-1)).toMatchObject({
      type: 'failed',
      error: { code: 'internal', message: 'out of memory' }
    })
    expect(parent.exitCode).toBe(1)
  })
})
