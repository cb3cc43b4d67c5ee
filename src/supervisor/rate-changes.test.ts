import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHarness, settle, TRAINING, type Harness } from './testing/harness'

let harness: Harness
beforeEach(() => {
  harness = createHarness()
})
afterEach(() => harness.remove())

describe('a learning rate changed by hand', () => {
  it('is stored with its batch, told, and made again when the run is resumed', async () => {
    const { supervisor, server, trainers, events, startRun } = harness
    await startRun()
    supervisor.setRate(1, 0.25)
    expect(trainers[0].commands.at(-1)).toEqual({
      type: 'set-rate',
      learningRate: 0.25,
      notBefore: 0
    })
    const rateChanges = [{ step: 77, learningRate: 0.25 }]
    trainers[0].sayEpoch(1, { rateChanges })
    await settle()
    expect(server.runSummary(1).rateChanges).toEqual(rateChanges)
    expect(events.slice(-2)).toMatchObject([
      { name: 'training.progress', runId: 1 },
      { name: 'runs.changed', runIds: [1] }
    ])
    trainers[0].exit()
    await supervisor.whenEnded(1)
    await supervisor.resume(1, null)
    trainers[1].say({ type: 'ready' })
    await settle()
    expect(trainers[1].commands[0]).toMatchObject({ type: 'start', rateChanges })
    // it walks to where it was once more, and what is stored up to there stays
    supervisor.setRate(1, 0.5)
    const { step } = server.runSummary(1)
    expect(step).toBeGreaterThan(0)
    expect(trainers[1].commands.at(-1)).toMatchObject({ learningRate: 0.5, notBefore: step })
  })

  it('of a run that waits counts from its first step', async () => {
    const { supervisor, trainers, startRun } = harness
    await startRun()
    await supervisor.start(TRAINING)
    supervisor.setRate(2, 0.25)
    supervisor.setRate(2, 0.5)
    expect(trainers[0].types).toEqual(['start'])
    trainers[0].say({ type: 'done', outcome: 'finished', finalTraining: null })
    await settle()
    expect(trainers[0].commands.slice(1)).toMatchObject([
      { type: 'start' },
      { type: 'set-rate', learningRate: 0.5 }
    ])
  })
})
