import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownhillError } from '../shared/errors'
import { checkpoint, metrics } from '../store/testing/fixtures'
import { LEASE_DURATION, RENEWAL_INTERVAL } from './lease-keeper'
import { STOP_DEADLINE } from './supervised-run'
import { createHarness, settle, TRAINING, type Harness } from './testing/harness'

let harness: Harness
beforeEach(() => {
  harness = createHarness()
})
afterEach(() => harness.remove())

const code = (expected: string): unknown => expect.objectContaining({ code: expected })

async function crashAfterEpoch(epoch: number): Promise<void> {
  const [trainer] = harness.trainers
  trainer.sayEpoch(epoch, { checkpoints: [checkpoint(epoch, 'schedule')] })
  trainer.exit()
  await harness.supervisor.whenEnded(1)
}

describe('a training process that dies', () => {
  it('leaves its run interrupted at once, with all that it had told, and another run goes on', async () => {
    const { server, trainers, events, problems, startRun } = harness
    await startRun()
    await startRun()
    await crashAfterEpoch(3)
    expect(server.runSummary(1)).toMatchObject({
      status: 'interrupted',
      resumable: true,
      problem: code('training-crashed')
    })
    expect(server.curves([1])[0].epochs).toEqual([metrics(3)])
    const told = events.map((event) => (event.name === 'runs.changed' ? event.runIds : event.name))
    expect(told.slice(told.indexOf('training.progress') + 1)).toContainEqual([1])
    expect(problems).toEqual([code('training-crashed')])
    await settle()
    expect(server.runSummary(2).status).toBe('running')
    expect(trainers).toHaveLength(2)
  })

  it('is followed by another, which goes on from the last checkpoint', async () => {
    const { supervisor, server, trainers, startRun } = harness
    await startRun()
    await crashAfterEpoch(3)
    const resumed = await supervisor.resume(1, 7)
    expect(resumed).toMatchObject({ id: 1, status: 'running' })
    expect(resumed.problem).toBeUndefined()
    trainers[1].say({ type: 'ready' })
    await settle()
    const { epoch, step, parameters, optimiserState, sums } = checkpoint(3, 'schedule')
    expect(trainers[1].commands[0]).toMatchObject({
      type: 'start',
      pace: 7,
      from: { epoch, step, parameters, optimiserState, sums },
      rateChanges: [],
      bestScore: metrics(3).testAccuracy
    })
    trainers[1].sayEpoch(4)
    trainers[1].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await supervisor.whenEnded(1)
    expect(server.runSummary(1).status).toBe('finished')
    expect(server.curves([1])[0].epochs).toEqual([metrics(3), metrics(4)])
  })

  it('before it was ready, or never becomes ready, leaves its run interrupted too', async () => {
    const { supervisor, server, trainers, clock } = harness
    await supervisor.start(TRAINING)
    trainers[0].exit()
    await supervisor.whenEnded(1)
    expect(server.runSummary(1).problem).toEqual(code('training-crashed'))
    await supervisor.resume(1, null)
    clock.advance(30_000)
    await supervisor.whenEnded(1)
    expect(trainers[1].isKilled).toBe(true)
    expect(server.runSummary(1).status).toBe('interrupted')
  })

  it('or floods this one with batches is ended, and nothing more is kept of it', async () => {
    const { supervisor, server, trainers, calls, startRun } = harness
    await startRun()
    for (let epoch = 0; epoch < 1000; epoch++) trainers[0].sayEpoch(epoch)
    await supervisor.whenEnded(1)
    expect(trainers[0].isKilled).toBe(true)
    expect(calls.filter((method) => method === 'applyBatch').length).toBeLessThan(10)
    expect(server.runSummary(1).problem?.message).toContain('more than anybody could read')
  })

  it('that says why is quoted', async () => {
    const { supervisor, server, trainers, startRun } = harness
    await startRun()
    const error = { code: 'dataset-missing', message: 'There is no data.', values: {} } as const
    trainers[0].say({ type: 'failed', error })
    await supervisor.whenEnded(1)
    expect(server.runSummary(1)).toMatchObject({ status: 'interrupted', problem: error })
  })

  it('that computed an epoch otherwise is reported, and what was stored stays', async () => {
    const { supervisor, server, trainers, problems, startRun } = harness
    await startRun()
    await crashAfterEpoch(3)
    await supervisor.resume(1, null)
    trainers[1].say({ type: 'ready' })
    trainers[1].sayEpoch(3, { epochs: [metrics(3, { testAccuracy: 0.5 })] })
    await settle()
    expect(problems.at(-1)?.message).toContain('epochs 3 came out otherwise')
    expect(server.curves([1])[0].epochs).toEqual([metrics(3)])
  })
})

describe('a run that cannot be resumed', () => {
  it('says so when it is under way, finished, or trained on other data', async () => {
    const { supervisor, trainers, startRun } = harness
    await startRun()
    await expect(supervisor.resume(1, null)).rejects.toEqual(code('already-running'))
    trainers[0].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await supervisor.whenEnded(1)
    await expect(supervisor.resume(1, null)).rejects.toEqual(code('not-resumable'))
    await expect(supervisor.resume(9, null)).rejects.toEqual(code('not-found'))
    harness.dataset.fingerprint = 'another'
    await expect(supervisor.resume(1, null)).rejects.toEqual(code('dataset-mismatch'))
  })
})

describe('a stop', () => {
  it('that is not obeyed in time ends the process', async () => {
    const { supervisor, server, trainers, clock, startRun } = harness
    await startRun()
    const stopped = supervisor.stop(1)
    clock.advance(STOP_DEADLINE - 1)
    expect(trainers[0].isKilled).toBe(false)
    clock.advance(1)
    await stopped
    expect(trainers[0].isKilled).toBe(true)
    expect(server.runSummary(1)).toMatchObject({ status: 'interrupted', resumable: true })
    expect(server.runSummary(1).problem?.message).toContain('did not stop in time')
  })
})

describe('a store that refuses', () => {
  it('ends the run with the reason, and acknowledges nothing', async () => {
    const { supervisor, server, trainers, slowness, startRun } = harness
    await startRun()
    slowness.batch = Promise.reject(new DownhillError('store-full', 'The disk is full.'))
    trainers[0].sayEpoch(1)
    await supervisor.whenEnded(1)
    expect(trainers[0].types).toEqual(['start'])
    expect(trainers[0].isKilled).toBe(true)
    expect(server.runSummary(1)).toMatchObject({
      status: 'interrupted',
      problem: code('store-full')
    })
  })
})

describe('leases', () => {
  it('are renewed as long as a run is under way, also while it is paused', async () => {
    const { supervisor, server, clock, startRun } = harness
    await startRun()
    await supervisor.pause(1)
    for (let renewal = 0; renewal < 10; renewal++) {
      clock.advance(RENEWAL_INTERVAL - 1)
      expect(server.runSummary(1).status).toBe('paused')
      clock.advance(1)
      await settle()
    }
  })

  it('that have expired give the run to another program, and the first one lets go', async () => {
    const { supervisor, server, trainers, clock, startRun } = harness
    const other = harness.secondSupervisor()
    await startRun()
    await expect(other.resume(1, null)).rejects.toEqual(code('run-elsewhere'))
    // the computer slept: no timer ran
    clock.sleep(LEASE_DURATION)
    expect((await other.resume(1, null)).status).toBe('running')
    clock.advance(RENEWAL_INTERVAL)
    await supervisor.whenEnded(1)
    expect(trainers[0].isKilled).toBe(true)
    expect(supervisor.live()).toEqual([])
    expect(other.live()).toHaveLength(1)
    expect(server.runSummary(1).status).toBe('running')
  })

  it('that were taken stop the former holder with its next batch', async () => {
    const { supervisor, server, trainers, clock, problems, startRun } = harness
    const other = harness.secondSupervisor()
    await startRun()
    clock.sleep(LEASE_DURATION)
    await other.resume(1, null)
    trainers[0].sayEpoch(5)
    await supervisor.whenEnded(1)
    expect(trainers[0].isKilled).toBe(true)
    expect(server.curves([1])[0].epochs).toEqual([])
    expect(server.runSummary(1).status).toBe('running')
    expect(problems).toEqual([])
  })
})

const YEAR = 365 * 24 * 3600 * 1000

describe('a clock that is set', () => {
  it.each([
    ['a year forward', YEAR],
    ['a year back', -YEAR],
    ['an hour forward', 3_600_000]
  ])('%s in the middle of a run: it is held again within a second', async (_, change) => {
    const { supervisor, server, clock, events, startRun } = harness
    await startRun()
    clock.advance(RENEWAL_INTERVAL)
    await settle()
    clock.set(change)
    expect(server.runSummary(1).status).toBe('interrupted')
    events.length = 0
    clock.advance(1000)
    await settle()
    expect(server.runSummary(1).status).toBe('running')
    expect(events).toEqual([{ name: 'runs.changed', runIds: [1] }])
    clock.advance(LEASE_DURATION - 1)
    await settle()
    expect(server.runSummary(1).status).toBe('running')
    expect(supervisor.live()).toHaveLength(1)
  })

  it('that went on while the computer slept: it is held again at the first look, and told', async () => {
    const { server, clock, events, startRun } = harness
    await startRun()
    clock.advance(RENEWAL_INTERVAL)
    await settle()
    clock.sleep(LEASE_DURATION)
    expect(server.runSummary(1).status).toBe('interrupted')
    events.length = 0
    clock.advance(0)
    await settle()
    expect(server.runSummary(1).status).toBe('running')
    expect(events).toEqual([{ name: 'runs.changed', runIds: [1] }])
  })

  it('leaves the run of a process that then dies no longer held than a lease lasts', async () => {
    const { server, clock, startRun } = harness
    await startRun()
    clock.set(YEAR)
    clock.advance(1000)
    await settle()
    clock.set(-YEAR)
    expect(server.runSummary(1)).toMatchObject({ status: 'interrupted', resumable: true })
  })
})

describe('closing', () => {
  it('stops every run with its last state, to be resumed, and takes no new one', async () => {
    const { supervisor, server, trainers, clock, startRun } = harness
    await startRun()
    await startRun()
    await startRun({ paused: true })
    const closed = supervisor.shutdown()
    expect(trainers.map(({ types }) => types)).toEqual([
      ['start', 'stop'],
      ['start', 'stop']
    ])
    for (const trainer of trainers) {
      trainer.say({ type: 'done', outcome: 'stopped', finalTraining: null })
    }
    await closed
    for (const runId of [1, 2, 3]) {
      expect(server.runSummary(runId)).toMatchObject({ status: 'interrupted', resumable: true })
      expect(server.runSummary(runId).problem).toBeUndefined()
    }
    expect(trainers).toHaveLength(2)
    expect(clock.pending).toBe(0)
    await expect(startRun()).rejects.toEqual(code('not-running'))
    await expect(supervisor.resume(1, null)).rejects.toEqual(code('not-running'))
  })

  it('does not leave a run behind that was being started', async () => {
    const { supervisor, server, trainers } = harness
    const starting = harness.startRun()
    await Promise.all([
      expect(starting).rejects.toEqual(code('not-running')),
      supervisor.shutdown()
    ])
    expect(trainers).toEqual([])
    expect(server.runSummary(1).status).toBe('interrupted')
  })

  it('does not wait longer than the deadline', async () => {
    const { supervisor, server, clock, startRun } = harness
    await startRun()
    const closed = supervisor.shutdown()
    clock.advance(STOP_DEADLINE)
    await closed
    expect(server.runSummary(1).status).toBe('interrupted')
  })
})
