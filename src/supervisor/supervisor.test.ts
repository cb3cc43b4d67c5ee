import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { LiveState } from '../shared/trainer-protocol'
import { checkpoint, metrics, point } from '../store/testing/fixtures'
import { createHarness, settle, TRAINING, type Harness } from './testing/harness'

let harness: Harness
beforeEach(() => {
  harness = createHarness()
})
afterEach(() => harness.remove())

const code = (expected: string): unknown => expect.objectContaining({ code: expected })
const statusOf = (runId: number): string => harness.server.runSummary(runId).status

describe('a run', () => {
  it('goes from start to done', async () => {
    const { supervisor, server, trainers, events, problems, startRun } = harness
    const run = await startRun({ name: 'Steep', pace: 50 })
    expect(run).toMatchObject({ id: 1, name: 'Steep', status: 'running', totalSteps: 180_000 })
    expect(run.layers).toEqual([784, 16, 16, 10])
    const [trainer] = trainers
    expect(trainer.commands).toEqual([
      {
        type: 'start',
        config: PRESETS.plain,
        datasetFolder: '/data sets',
        fingerprint: 'f'.repeat(64),
        pace: 50,
        paused: false,
        from: null,
        rateChanges: [],
        bestScore: null,
        checkpointPolicy: 'thrifty'
      }
    ])

    trainer.sayEpoch(0, { points: [point(0)], checkpoints: [checkpoint(0, 'schedule')] })
    await settle()
    expect(trainer.commands.at(-1)).toEqual({ type: 'acknowledge', sequence: 1 })
    expect(events.at(-1)).toEqual({
      name: 'training.progress',
      runId: 1,
      points: [point(0)],
      epochs: [metrics(0)],
      live: expect.objectContaining({ epoch: 0 })
    })
    expect(server.runDetail(1).checkpoints).toHaveLength(1)

    const finalTraining = { trainingCost: 0.1, trainingAccuracy: 0.97 }
    trainer.say({ type: 'done', outcome: 'finished', finalTraining })
    await supervisor.whenEnded(1)
    expect(server.runSummary(1)).toMatchObject({ status: 'finished', finalTraining })
    expect(events.at(-1)).toEqual({ name: 'runs.changed', runIds: [1] })
    expect(trainer.isKilled).toBe(false)
    expect(supervisor.live()).toEqual([])
    expect(problems).toEqual([])
  })

  it('is acknowledged and told only after its batch is stored', async () => {
    const { server, trainers, events, slowness, startRun } = harness
    await startRun()
    let release = (): void => undefined
    slowness.batch = new Promise((resolve) => {
      release = resolve
    })
    const before = events.length
    trainers[0].sayEpoch(0)
    await settle()
    expect(trainers[0].types).toEqual(['start'])
    expect(events).toHaveLength(before)
    expect(server.curves([1])[0].epochs).toEqual([])
    release()
    await settle()
    expect(trainers[0].types).toEqual(['start', 'acknowledge'])
    expect(events.slice(before).map(({ name }) => name)).toEqual(['training.progress'])
    expect(server.curves([1])[0].epochs).toEqual([metrics(0)])
  })

  it('shows where it stands, and its weights, as long as it is under way', async () => {
    const { supervisor, trainers, startRun } = harness
    await startRun()
    expect(supervisor.live()).toEqual([
      { runId: 1, live: expect.objectContaining({ step: 0, epoch: 0, paused: false }) }
    ])
    expect(supervisor.liveWeights(1)).toBeUndefined()
    trainers[0].sayEpoch(2)
    await settle()
    expect(supervisor.live()[0].live).toMatchObject({ step: 12_000, epoch: 2 } as LiveState)
    expect(supervisor.liveWeights(1)).toEqual({
      config: PRESETS.plain,
      layers: [784, 16, 16, 10],
      epoch: 2,
      parameters: Uint8Array.of(2, 1, 2, 3)
    })
    trainers[0].say({ type: 'done', outcome: 'diverged', finalTraining: null })
    await supervisor.whenEnded(1)
    expect(statusOf(1)).toBe('diverged')
    expect(supervisor.liveWeights(1)).toBeUndefined()
  })

  it('is refused when nothing would be left to train on', async () => {
    const config = { ...PRESETS.plain, heldOut: 60_000 }
    await expect(harness.supervisor.start({ ...TRAINING, config })).rejects.toEqual(
      code('invalid-input')
    )
    expect(harness.server.listRuns()).toEqual([])
  })
})

describe('commands', () => {
  it('pause, step, pace and go on', async () => {
    const { supervisor, trainers, startRun } = harness
    await startRun()
    await supervisor.pause(1)
    expect(statusOf(1)).toBe('paused')
    expect(supervisor.live()[0].live.paused).toBe(true)
    await supervisor.step(1)
    supervisor.setPace(1, 2)
    supervisor.setRate(1, 0.25)
    await supervisor.continue(1)
    expect(statusOf(1)).toBe('running')
    expect(trainers[0].commands.slice(1)).toEqual([
      { type: 'pause' },
      { type: 'step' },
      { type: 'set-pace', pace: 2 },
      { type: 'set-rate', learningRate: 0.25, notBefore: 0 },
      { type: 'resume' }
    ])
  })

  it('do not begin a run again that is under way, though its lease has expired', async () => {
    const { supervisor, calls, startRun } = harness
    await startRun()
    await expect(supervisor.resume(1, null)).rejects.toEqual(code('already-running'))
    // whose answer would depend on the lease
    expect(calls).not.toContain('claim')
  })

  it('that come while the process starts are carried out after its start', async () => {
    const { supervisor, trainers } = harness
    await supervisor.start(TRAINING)
    await supervisor.pause(1)
    await supervisor.step(1)
    expect(trainers[0].commands).toEqual([])
    trainers[0].say({ type: 'ready' })
    await settle()
    expect(trainers[0].types).toEqual(['start', 'pause', 'step'])
  })

  it('do not step a run that is not paused', async () => {
    await harness.startRun()
    await harness.supervisor.step(1)
    expect(harness.trainers[0].types).toEqual(['start'])
  })

  it('stop a run, which keeps its last state', async () => {
    const { supervisor, server, trainers, startRun } = harness
    await startRun()
    const stopped = supervisor.stop(1)
    expect(trainers[0].types).toEqual(['start', 'stop'])
    expect(statusOf(1)).toBe('running')
    trainers[0].sayEpoch(1, { checkpoints: [checkpoint(1, 'latest', { step: 6007 })] })
    trainers[0].say({ type: 'done', outcome: 'stopped', finalTraining: null })
    await stopped
    expect(server.runSummary(1)).toMatchObject({ status: 'stopped', resumable: true })
    expect(server.resumePoint(1).from?.step).toBe(6007)
  })

  it('for a run that is not under way are refused', async () => {
    const { supervisor } = harness
    for (const command of ['pause', 'continue', 'step', 'stop'] as const) {
      await expect(supervisor[command](7)).rejects.toEqual(code('not-running'))
    }
    expect(() => supervisor.setPace(7, null)).toThrow(code('not-running'))
    expect(() => supervisor.setRate(7, 1)).toThrow(code('not-running'))
    await expect(supervisor.stopSweep(7)).rejects.toEqual(code('not-running'))
  })

  it('start a run paused, which takes no place', async () => {
    const { supervisor, trainers, startRun } = harness
    const run = await startRun({ paused: true })
    expect(run.status).toBe('paused')
    expect(trainers[0].commands[0]).toMatchObject({ type: 'start', paused: true })
    const other = await startRun()
    expect(other.status).toBe('running')
    await supervisor.continue(1)
    expect(statusOf(1)).toBe('queued')
  })
})

describe('the queue', () => {
  it('lets as many train as there are places, the others in their order', async () => {
    const { trainers, supervisor, startRun } = harness
    await startRun()
    for (const id of [2, 3]) expect(await startRun()).toMatchObject({ id, status: 'queued' })
    expect(trainers).toHaveLength(1)
    trainers[0].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await supervisor.whenEnded(1)
    expect([1, 2, 3].map(statusOf)).toEqual(['finished', 'running', 'queued'])
    expect(trainers).toHaveLength(1)
  })

  it('gives the place of a paused run to the next, and that run goes to the end', async () => {
    const { trainers, supervisor, startRun } = harness
    await startRun()
    await startRun()
    await supervisor.pause(1)
    await settle()
    expect([1, 2].map(statusOf)).toEqual(['paused', 'running'])
    await supervisor.continue(1)
    expect(statusOf(1)).toBe('queued')
    expect(trainers[0].types).toEqual(['start', 'pause'])
    const stopped = supervisor.stop(2)
    trainers[1].say({ type: 'ready' })
    trainers[1].say({ type: 'done', outcome: 'stopped', finalTraining: null })
    await stopped
    expect(statusOf(1)).toBe('running')
    expect(trainers[0].types).toEqual(['start', 'pause', 'resume'])
  })

  it('lets go of a run that is stopped or paused while it waits', async () => {
    const { trainers, supervisor, startRun } = harness
    await startRun()
    await startRun()
    await startRun()
    await supervisor.stop(2)
    await supervisor.pause(3)
    expect([2, 3].map(statusOf)).toEqual(['stopped', 'paused'])
    trainers[0].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await supervisor.whenEnded(1)
    await settle()
    expect(trainers[0].types).toEqual(['start'])
    await supervisor.step(3)
    await settle()
    expect(trainers).toHaveLength(1)
    expect(trainers[0].commands[1]).toMatchObject({ type: 'start', paused: true })
    expect(trainers[0].types).toEqual(['start', 'start', 'step'])
  })

  it('has more places where there are more cores', async () => {
    harness.remove()
    harness = createHarness(2)
    const runs = [await harness.startRun(), await harness.startRun(), await harness.startRun()]
    expect(runs.map(({ status }) => status)).toEqual(['running', 'running', 'queued'])
  })
})
