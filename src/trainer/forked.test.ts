import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PRESETS } from '../shared/presets'
import type { RunConfig } from '../shared/run-config'
import type { TrainerMessage } from '../shared/trainer-protocol'
import { buildTrainer, type Built, type ForkedTrainer } from './testing/forked'

const SHORT: RunConfig = { ...PRESETS['quick-96'], subset: 1000, heldOut: 500, epochs: 3 }

/** Runs that leave as much behind as they can. */
const OTHERS: RunConfig[] = [
  { ...SHORT, hiddenLayers: [100, 30], optimiser: 'adam', learningRate: 0.001, seed: 5 },
  { ...SHORT, shuffledLabels: 1, shift: 2, batchSize: 100 },
  { ...SHORT, learningRate: 1000, l2: 1000 },
  { ...SHORT, hiddenLayers: [], cost: 'quadratic', heldOut: 0 }
]

/** What decides whether two runs are the same. */
function story(messages: TrainerMessage[]): unknown {
  const batches = messages.filter((message) => message.type === 'batch')
  const checkpoints = batches.flatMap((batch) => batch.checkpoints)
  return {
    points: batches.flatMap(({ points }) => points),
    epochs: batches
      .flatMap(({ epochs }) => epochs)
      .map((epoch) => ({ ...epoch, engineSeconds: 0 })),
    states: checkpoints
      .filter(({ role }) => role === 'schedule')
      .map(({ step, sha256, optimiserState }) => ({ step, sha256, optimiserState })),
    done: messages.at(-1)
  }
}

describe('a training process of its own', () => {
  let built: Built
  let trainers: ForkedTrainer[] = []
  beforeAll(async () => {
    built = await buildTrainer()
  })
  afterAll(() => built.remove())
  afterEach(() => {
    for (const trainer of trainers.splice(0)) trainer.kill()
  })

  function fork(): ForkedTrainer {
    const trainer = built.fork()
    trainers = [...trainers, trainer]
    return trainer
  }

  it('trains one run after the other, each to the bits it has in a fresh process', async () => {
    const reused = fork()
    const outcomes: unknown[] = []
    for (const config of [SHORT, ...OTHERS, SHORT]) {
      outcomes.push(story(await reused.train(config)))
      // too late for a run that has ended
      reused.command({ type: 'set-rate', learningRate: 1000 })
      reused.command({ type: 'stop' })
    }
    expect(outcomes.at(-1)).toEqual(outcomes[0])
    for (const [index, config] of OTHERS.entries()) {
      expect(outcomes[index + 1]).toEqual(story(await fork().train(config)))
    }
  })

  it('ends when a run has failed', async () => {
    const trainer = fork()
    const messages = await trainer.train(SHORT, { fingerprint: 'beef' })
    expect(messages).toMatchObject([{ type: 'failed', error: { code: 'dataset-mismatch' } }])
    expect(await trainer.exit).toBe(1)
  })
})
