import { describe, expect, it } from 'vitest'
import type { Dataset } from '../datasets/load'
import { DownhillError } from '../shared/errors'
import type { TrainerCommand } from '../shared/trainer-protocol'
import {
  createFakeParent,
  SMALL_DATASET,
  type FakeParent,
  type Kept,
  type ParentSettings
} from './testing/fake-parent'

/** What a run told, without its seconds. */
function story({ points, epochs, checkpoints, done }: Kept): unknown {
  return {
    points,
    done,
    epochs: epochs.map((epoch) => ({ ...epoch, engineSeconds: 0 })),
    schedule: checkpoints
      .filter(({ role }) => role === 'schedule')
      .map(({ sums, ...checkpoint }) => ({ ...checkpoint, sums: { ...sums, engineSeconds: 0 } }))
  }
}

async function told(parent: FakeParent, settings: ParentSettings = {}): Promise<unknown> {
  parent.forget()
  await parent.start(settings)
  parent.runToEnd()
  return story(parent.kept())
}

const LATE_COMMANDS: TrainerCommand[] = [
  { type: 'pause' },
  { type: 'resume' },
  { type: 'step' },
  { type: 'set-pace', pace: 0.1 },
  { type: 'set-rate', learningRate: 1000 },
  { type: 'acknowledge', sequence: 1 },
  { type: 'stop' }
]

describe('a training process', () => {
  it('trains one run after the other, each as in a process of its own', async () => {
    const runs: ParentSettings[] = [
      { config: { epochs: 5, seed: 2, hiddenLayers: [6], optimiser: 'adam', learningRate: 0.01 } },
      { config: { learningRate: 100, l2: 1000, epochs: 300 } },
      { config: { epochs: 300, shuffledLabels: 0.5, shift: 0 } },
      { config: { epochs: 3 } }
    ]
    const parent = createFakeParent()
    for (const run of runs) {
      expect(await told(parent, run)).toEqual(await told(createFakeParent(), run))
    }
    expect(parent.exitCode).toBeNull()
  })

  it('takes another run after one that was stopped, also while its data were loading', async () => {
    const parent = createFakeParent()
    const loading = parent.start()
    parent.command({ type: 'stop' })
    expect(parent.kept().done?.outcome).toBe('stopped')
    await loading
    await parent.start({ start: { pace: 10 } })
    parent.runFor(300)
    parent.command({ type: 'stop' })
    parent.runToEnd()
    expect(await told(parent)).toEqual(await told(createFakeParent()))
  })

  it('lets no command reach the next run that came too late for its own', async () => {
    const parent = createFakeParent()
    const alone = await told(parent)
    for (const command of LATE_COMMANDS) parent.command(command)
    expect(await told(parent)).toEqual(alone)
  })

  it('finishes its run before it hears of another', async () => {
    const parent = createFakeParent()
    await parent.start()
    await parent.start({ config: { epochs: 5 } })
    parent.runToEnd()
    expect(parent.kept().live?.step).toBe(27)
  })

  it('collects its garbage once a run has ended, and never during one', async () => {
    const parent = createFakeParent()
    await parent.start()
    parent.runFor(1)
    expect(parent.collections).toBe(0)
    parent.runToEnd()
    parent.runFor(1)
    expect(parent.collections).toBe(1)
    await told(parent)
    parent.runFor(1)
    expect(parent.collections).toBe(2)
  })

  it('loads its data once, and anew where others are asked for', async () => {
    const asked: string[] = []
    const parent = createFakeParent({
      loadDataset: (folder) => {
        asked.push(folder)
        return Promise.resolve(SMALL_DATASET)
      }
    })
    for (const datasetFolder of ['a', 'a', 'b', 'b', 'a']) {
      await told(parent, { start: { datasetFolder } })
    }
    expect(asked).toEqual(['a', 'b', 'a'])
  })

  it('tries again to load what could not be loaded for a run that was stopped meanwhile', async () => {
    const loads: ((value: Dataset | Promise<never>) => void)[] = []
    const parent = createFakeParent({
      loadDataset: () => new Promise((resolve) => loads.push(resolve))
    })
    await parent.start()
    parent.command({ type: 'stop' })
    loads[0](Promise.reject(new DownhillError('dataset-missing', 'Not there yet.')))
    await new Promise((resolve) => setImmediate(resolve))
    parent.forget()
    await parent.start()
    loads[1](SMALL_DATASET)
    await new Promise((resolve) => setImmediate(resolve))
    parent.runToEnd()
    expect(parent.kept().done?.outcome).toBe('finished')
  })

  it('takes no other run once one has failed, and ends', async () => {
    const parent = createFakeParent()
    await parent.start({ start: { fingerprint: 'beef' } })
    expect(parent.messages.at(-1)).toMatchObject({ type: 'failed' })
    expect(parent.exitCode).toBe(1)
    parent.forget()
    await parent.start()
    parent.runFor(1000)
    expect(parent.messages).toEqual([])
  })
})
