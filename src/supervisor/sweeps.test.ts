import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { RunConfig } from '../shared/run-config'
import type { SweepSummary } from '../shared/sweep'
import { checkpoint, metrics } from '../store/testing/fixtures'
import type { FakeTrainer } from './testing/fake-trainer'
import { createHarness, settle, type Harness } from './testing/harness'

let harness: Harness
beforeEach(() => {
  harness = createHarness()
})
afterEach(() => harness.remove())

const code = (expected: string): unknown => expect.objectContaining({ code: expected })
const withRates = (rates: number[]): RunConfig[] =>
  rates.map((learningRate) => ({ ...PRESETS.plain, learningRate }))
const statuses = (): string[] =>
  harness.server
    .listRuns()
    .map(({ status }) => status)
    .reverse()

/** Starts a sweep of so many runs, and makes the first process ready. */
async function startSweep(count: number): Promise<SweepSummary> {
  const rates = Array.from({ length: count }, (_, index) => index + 1)
  const sweep = await harness.supervisor.startSweep('Rates', withRates(rates))
  harness.trainers[0].say({ type: 'ready' })
  await settle()
  return sweep
}

/** The learning rates of the runs that a process was told to start, in order. */
const started = ({ commands }: FakeTrainer): number[] =>
  commands.flatMap((command) => (command.type === 'start' ? [command.config.learningRate] : []))

async function finishOne(trainer: FakeTrainer): Promise<void> {
  trainer.say({ type: 'done', outcome: 'finished', finalTraining: null })
  await settle()
}

describe('a sweep', () => {
  it('trains its runs one after the other, in one process', async () => {
    const { server, trainers, supervisor } = harness
    const sweep = await startSweep(3)
    expect(sweep).toMatchObject({ id: 1, name: 'Rates', runIds: [1, 2, 3] })
    expect(server.listSweeps()).toEqual([sweep])
    expect(statuses()).toEqual(['running', 'queued', 'queued'])
    const [trainer] = trainers
    for (const rate of [1, 2, 3]) {
      expect(started(trainer)).toHaveLength(rate)
      trainer.sayEpoch(1)
      await finishOne(trainer)
    }
    expect(started(trainer)).toEqual([1, 2, 3])
    expect(trainers).toHaveLength(1)
    expect(trainer.isKilled).toBe(false)
    expect(statuses()).toEqual(['finished', 'finished', 'finished'])
    for (const { epochs } of server.curves([1, 2, 3])) expect(epochs).toEqual([metrics(1)])
    expect(supervisor.live()).toEqual([])
  })

  it('keeps as many processes at work as there are places', async () => {
    harness.remove()
    harness = createHarness(2)
    await startSweep(5)
    const [one, other] = harness.trainers
    other.say({ type: 'ready' })
    await settle()
    await finishOne(other)
    await finishOne(other)
    expect(started(one)).toEqual([1])
    expect(started(other)).toEqual([2, 3, 4])
    expect(harness.trainers).toHaveLength(2)
  })

  it('starts the next run before the end of the last one is written, and asks nothing for it', async () => {
    const { trainers, slowness, calls } = harness
    await startSweep(2)
    const slow = withResolver()
    slowness.finish = slow.promise
    await finishOne(trainers[0])
    expect(started(trainers[0])).toEqual([1, 2])
    expect(calls).not.toContain('resumePoint')
    expect(statuses()[0]).toBe('running')
    slow.resolve()
    await settle()
    expect(statuses()).toEqual(['finished', 'running'])
  })

  it('tells of all its runs at once', async () => {
    const { events } = harness
    await startSweep(20)
    const told = events.map((event) => (event.name === 'runs.changed' ? event.runIds.length : 0))
    expect(told).toEqual([20, 1])
  })

  it('goes on with another process where one was killed, which interrupts its run alone', async () => {
    const { server, trainers } = harness
    await startSweep(3)
    trainers[0].exit()
    await settle()
    trainers[1].say({ type: 'ready' })
    await settle()
    await finishOne(trainers[1])
    await finishOne(trainers[1])
    expect(started(trainers[1])).toEqual([2, 3])
    expect(statuses()).toEqual(['interrupted', 'finished', 'finished'])
    expect(server.runSummary(1).problem).toEqual(code('training-crashed'))
  })

  it('goes on with another process where one said that it failed', async () => {
    const { trainers } = harness
    await startSweep(2)
    const error = { code: 'internal', message: 'Out of memory.', values: {} } as const
    trainers[0].say({ type: 'failed', error })
    await settle()
    expect(trainers[0].isKilled).toBe(true)
    expect(trainers).toHaveLength(2)
    expect(statuses()).toEqual(['interrupted', 'running'])
  })

  it('does not lose its other runs when no process can be started', async () => {
    const { trainers, supervisor } = harness
    await startSweep(3)
    harness.shortage.error = new Error('too many processes')
    trainers[0].exit()
    await supervisor.whenEnded(3)
    await settle()
    expect(statuses()).toEqual(['interrupted', 'interrupted', 'interrupted'])
    expect(harness.server.runSummary(2).problem?.message).toBe('too many processes')
    expect(supervisor.live()).toEqual([])
  })

  it('is refused as a whole when one of its runs could not learn anything', async () => {
    const configs = [PRESETS.plain, { ...PRESETS.plain, heldOut: 60_000 }]
    await expect(harness.supervisor.startSweep('No', configs)).rejects.toEqual(
      code('invalid-input')
    )
    expect(statuses()).toEqual([])
    expect(harness.server.listSweeps()).toEqual([])
  })
})

describe('the spare process', () => {
  beforeEach(() => {
    harness.remove()
    harness = createHarness(1, true)
  })

  it('is there before the first run, and is the one that was used last after it', async () => {
    const { trainers } = harness
    expect(trainers).toHaveLength(1)
    await startSweep(2)
    await finishOne(trainers[0])
    await finishOne(trainers[0])
    expect(started(trainers[0])).toEqual([1, 2])
    expect(trainers).toHaveLength(1)
  })

  it('is started anew after a crash, once nothing is under way', async () => {
    const { trainers } = harness
    await startSweep(1)
    trainers[0].exit()
    await settle()
    expect(trainers).toHaveLength(2)
    expect(trainers[1].isKilled).toBe(false)
    await harness.supervisor.shutdown()
    expect(trainers[1].isKilled).toBe(true)
  })
})

describe('stopping a sweep', () => {
  it('stops its run under way and lets go of those that wait, in one go; others go on', async () => {
    const { supervisor, trainers, calls, startRun } = harness
    const { id } = await startSweep(40)
    await startRun()
    calls.length = 0
    const stopped = supervisor.stopSweep(id)
    await settle()
    expect(statuses().slice(0, 3)).toEqual(['running', 'stopped', 'stopped'])
    expect(calls.filter((method) => method === 'finish')).toHaveLength(1)
    expect(started(trainers[0])).toEqual([1])
    expect(trainers[0].types.at(-1)).toBe('stop')
    trainers[0].sayEpoch(1, { checkpoints: [checkpoint(1, 'latest')] })
    trainers[0].say({ type: 'done', outcome: 'stopped', finalTraining: null })
    await stopped
    expect(new Set(statuses().slice(0, 40))).toEqual(new Set(['stopped']))
    expect(statuses()[40]).toBe('running')
    await expect(supervisor.stopSweep(id)).rejects.toEqual(code('not-running'))
    expect((await supervisor.resume(17, null)).status).toBe('queued')
  })

  it('by closing the program leaves every run to be resumed', async () => {
    const { supervisor, server, trainers, calls } = harness
    await startSweep(40)
    calls.length = 0
    const closed = supervisor.shutdown()
    await settle()
    trainers[0].say({ type: 'done', outcome: 'stopped', finalTraining: null })
    await closed
    expect(calls.filter((method) => method === 'finish')).toHaveLength(2)
    expect(new Set(statuses())).toEqual(new Set(['interrupted']))
    expect(server.listRuns().every(({ resumable }) => resumable)).toBe(true)
    await expect(supervisor.startSweep('Late', [PRESETS.plain])).rejects.toEqual(
      code('not-running')
    )
  })

  it('while it was being created leaves nothing behind', async () => {
    const { supervisor } = harness
    const starting = supervisor.startSweep('Rates', withRates([1, 2]))
    await Promise.all([
      expect(starting).rejects.toEqual(code('not-running')),
      supervisor.shutdown()
    ])
    expect(statuses()).toEqual(['interrupted', 'interrupted'])
  })
})

function withResolver(): { promise: Promise<void>; resolve(): void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((settled) => {
    resolve = settled
  })
  return { promise, resolve }
}
