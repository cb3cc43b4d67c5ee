import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkpoint } from '../store/testing/fixtures'
import { createHarness, settle, type Harness } from './testing/harness'

let harness: Harness
beforeEach(async () => {
  harness = createHarness()
  const { startRun, trainers, supervisor } = harness
  await startRun()
  trainers[0].sayEpoch(1, { checkpoints: [checkpoint(1, 'schedule')] })
  await settle()
  trainers[0].exit()
  await supervisor.whenEnded(1)
})
afterEach(() => harness.remove())

const fork = (): ReturnType<Harness['supervisor']['fork']> => {
  const [{ id: checkpointId }] = harness.server.runDetail(1).checkpoints
  return harness.supervisor.fork({ runId: 1, checkpointId, learningRate: 0.25 }, 100)
}

describe('a fork', () => {
  it('trains from its checkpoint on, with its own rate', async () => {
    const { trainers } = harness
    expect(await fork()).toMatchObject({ id: 2, status: 'running', step: 6000 })
    trainers[1].say({ type: 'ready' })
    await settle()
    expect(trainers[1].commands).toMatchObject([
      {
        type: 'start',
        pace: 100,
        from: { step: 6000, parameters: checkpoint(1, 'schedule').parameters },
        rateChanges: [{ step: 6000, learningRate: 0.25 }]
      }
    ])
  })

  it('is refused where the data set is another, or the program is closing', async () => {
    const { dataset, supervisor, server } = harness
    dataset.fingerprint = 'other'
    await expect(fork()).rejects.toMatchObject({ code: 'dataset-mismatch' })
    dataset.fingerprint = 'f'.repeat(64)
    await supervisor.shutdown()
    await expect(fork()).rejects.toMatchObject({ code: 'not-running' })
    expect(server.listRuns()).toHaveLength(1)
  })
})

describe('the policy of which weights are kept', () => {
  it('is that of the library where a run begins, and of the run where it goes on', async () => {
    const { supervisor, server, trainers, startRun } = harness
    server.setDefaultCheckpointPolicy('all')
    await startRun()
    expect(trainers[1].commands[0]).toMatchObject({ type: 'start', checkpointPolicy: 'all' })
    await supervisor.setCheckpointPolicy(2, 'thrifty')
    expect(trainers[1].commands.at(-1)).toEqual({
      type: 'set-checkpoint-policy',
      policy: 'thrifty'
    })
    trainers[1].exit()
    await supervisor.whenEnded(2)
    expect(await supervisor.setCheckpointPolicy(1, 'all')).toMatchObject({
      checkpointPolicy: 'all'
    })
    await supervisor.resume(1, null)
    trainers[2].say({ type: 'ready' })
    await settle()
    expect(trainers[2].commands[0]).toMatchObject({ type: 'start', checkpointPolicy: 'all' })
  })

  it('of a run that waits is told when it begins', async () => {
    const { supervisor, trainers, startRun } = harness
    await startRun()
    const { runIds } = await supervisor.startSweep('Sweep', [harness.server.runSummary(1).config])
    await supervisor.setCheckpointPolicy(runIds[0], 'all')
    trainers[1].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await settle()
    expect(trainers[1].commands.at(-1)).toMatchObject({ type: 'start', checkpointPolicy: 'all' })
  })
})
