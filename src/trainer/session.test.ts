import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createReferenceEngine } from '../engine/reference'
import { begin, walk } from '../engine/testing/walk'
import { DownhillError } from '../shared/errors'
import { createFakeParent, runToEnd } from './testing/fake-parent'

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

  it.each(['pause', 'stop'] as const)(
    'keeps no weights that are no numbers at the %s',
    async (type) => {
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
      expect(parent.kept().done?.outcome).toBe(type === 'stop' ? 'stopped' : undefined)
      expect(parent.kept().checkpoints.every(({ step }) => step === 0)).toBe(true)
    }
  )

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
