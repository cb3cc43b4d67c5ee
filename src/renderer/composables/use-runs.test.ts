// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DownhillError } from '../../shared/errors'
import { packRuns } from '../../shared/packed'
import { installFakeBridge, type FakeBridge } from '../testing/bridge'
import { makeEpoch, makeRun } from '../testing/runs'
import { isUnderWay, runState, withProgress, type Runs } from './use-runs'

const live = {
  step: 6100,
  epoch: 1,
  paused: false,
  stepsPerSecond: 1000,
  learningRate: 1.5,
  engineSeconds: 3
}

describe('runState', () => {
  it('calls a run whose process died interrupted, whatever it last said', () => {
    expect(runState(makeRun({ status: 'running' }))).toBe('running')
    expect(runState(makeRun({ status: 'running', resumable: true }))).toBe('interrupted')
    expect(runState(makeRun({ status: 'stopped', resumable: true }))).toBe('stopped')
    expect(isUnderWay(makeRun({ status: 'paused' }))).toBe(true)
    expect(isUnderWay(makeRun({ status: 'paused', resumable: true }))).toBe(false)
  })
})

describe('withProgress', () => {
  const run = makeRun({ status: 'running', step: 0, epoch: 0, bestTestAccuracy: 0.95 })

  it('moves on where the run stands', () => {
    const moved = withProgress(run, { runId: 1, points: [], epochs: [], live })
    expect(moved).toMatchObject({ step: 6100, epoch: 1, engineSeconds: 3, lastTestAccuracy: 0.94 })
  })

  it('takes over the last epoch, and the best of all', () => {
    const epochs = [makeEpoch(1, { testAccuracy: 0.97 }), makeEpoch(2, { testAccuracy: 0.96 })]
    expect(withProgress(run, { runId: 1, points: [], epochs, live })).toMatchObject({
      lastTestAccuracy: 0.96,
      bestTestAccuracy: 0.97,
      lastTrainingCost: 0.5
    })
    const worse = [makeEpoch(1, { testAccuracy: 0.5 })]
    expect(withProgress(run, { runId: 1, points: [], epochs: worse, live }).bestTestAccuracy).toBe(
      0.95
    )
  })

  it('takes over the last held-out accuracy, where something is held out', () => {
    const news = { runId: 1, points: [], live }
    const heldOut = [makeEpoch(1, { heldOutAccuracy: 0.8 }), makeEpoch(2, { heldOutAccuracy: 0.7 })]
    expect(withProgress(run, { ...news, epochs: heldOut }).lastHeldOutAccuracy).toBe(0.7)
    expect(withProgress(run, { ...news, epochs: [makeEpoch(1)] })).not.toHaveProperty(
      'lastHeldOutAccuracy'
    )
  })
})

describe('useRuns', () => {
  let bridge: FakeBridge
  let runs: Runs

  beforeEach(async () => {
    // the list is one for the whole window: each test needs a fresh window
    vi.resetModules()
    bridge = installFakeBridge()
    bridge.answer('runs.list', () =>
      packRuns([makeRun({ id: 1 }), makeRun({ id: 2, status: 'running' })])
    )
    const { useRuns } = await import('./use-runs')
    runs = useRuns()
    await vi.waitFor(() => expect(runs.state.value).toBe('ready'))
  })

  it('lists the newest first and knows the one under way', () => {
    expect(runs.runs.value.map(({ id }) => id)).toEqual([2, 1])
    expect(runs.activeRun.value?.id).toBe(2)
    expect(runs.find(1)?.status).toBe('finished')
    expect(runs.find(3)).toBeUndefined()
    expect(runs.find(0)).toBeUndefined()
  })

  it('keeps its order when the news change one run of many', async () => {
    bridge.answer('runs.list', () =>
      packRuns([3, 9, 1, 7, 5].map((id) => makeRun({ id, status: 'running', step: 0 })))
    )
    await runs.refresh()
    for (const id of [1, 5, 9]) {
      bridge.emit('training.progress', { runId: id, points: [], epochs: [], live })
    }
    await vi.waitFor(() => expect(runs.find(9)?.step).toBe(6100))
    expect(runs.runs.value.map(({ id, step }) => [id, step])).toEqual([
      [9, 6100],
      [7, 0],
      [5, 6100],
      [3, 0],
      [1, 6100]
    ])
  })

  it('asks for the runs that changed, and takes away what is gone', async () => {
    const before = runs.find(1)
    bridge.answer('runs.summaries', ({ runIds }) =>
      packRuns(runIds.filter((id) => id !== 2).map((id) => makeRun({ id, name: 'told anew' })))
    )
    bridge.emit('runs.changed', { runIds: [2, 3] })
    await vi.waitFor(() => expect(runs.runs.value.map(({ id }) => id)).toEqual([3, 1]))
    expect(runs.find(3)?.name).toBe('told anew')
    expect(runs.find(1)).toBe(before)
  })

  it('asks once more, not once each, for changes during a reading', async () => {
    const summaries = vi.fn(({ runIds }: { runIds: number[] }) =>
      packRuns(runIds.map((id) => makeRun({ id })))
    )
    bridge.answer('runs.summaries', summaries)
    for (const id of [4, 5, 5, 6]) bridge.emit('runs.changed', { runIds: [id] })
    await vi.waitFor(() => expect(runs.runs.value.map(({ id }) => id)).toEqual([6, 5, 4, 2, 1]))
    expect(summaries.mock.calls.map(([{ runIds }]) => runIds)).toEqual([[4], [5, 6]])
  })

  it('reads the whole list again after a failure', async () => {
    bridge.emit('runs.changed', { runIds: [9] })
    await vi.waitFor(() => expect(runs.state.value).toBe('error'))
    bridge.answer('runs.list', () => packRuns([makeRun({ id: 9 })]))
    bridge.emit('runs.changed', { runIds: [9] })
    await vi.waitFor(() => expect(runs.runs.value.map(({ id }) => id)).toEqual([9]))
    expect(runs.state.value).toBe('ready')
  })

  it('follows the news of training without reading the list', async () => {
    bridge.emit('training.progress', { runId: 2, points: [], epochs: [], live })
    await vi.waitFor(() => expect(runs.find(2)?.step).toBe(6100))
    expect(runs.find(1)?.step).not.toBe(6100)
  })

  it('keeps what it knows when a reading fails, and says why', async () => {
    bridge.answer('runs.list', () => {
      throw new DownhillError('store-full', 'full')
    })
    await runs.refresh()
    expect(runs.state.value).toBe('error')
    expect(runs.error.value).toMatchObject({ code: 'store-full' })
    expect(runs.runs.value).toHaveLength(2)
  })
})
