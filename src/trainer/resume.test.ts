import { describe, expect, it } from 'vitest'
import type { CostPoint, EpochMetrics } from '../shared/run'
import type { TrainingState } from '../shared/trainer-protocol'
import { createFakeParent, stateOf, type FakeParent, type Kept } from './testing/fake-parent'

// 2700 steps: the curve is kept in blocks of two
const config = { epochs: 300 }

async function started(from: TrainingState | null = null): Promise<FakeParent> {
  const parent = createFakeParent({ config, start: { from, pace: null } })
  await parent.start()
  return parent
}

function finish(parent: FakeParent): Kept {
  parent.runToEnd()
  return parent.kept()
}

const uninterrupted = started().then(finish)

/** What the store has after both: a block or an epoch told again replaces its equal. */
function merged(first: Kept, second: Kept): { points: CostPoint[]; epochs: EpochMetrics[] } {
  const points = new Map([...first.points, ...second.points].map((point) => [point.block, point]))
  const epochs = new Map([...first.epochs, ...second.epochs].map((epoch) => [epoch.epoch, epoch]))
  return {
    points: [...points.values()],
    epochs: [...epochs.values()].map((epoch) => ({ ...epoch, engineSeconds: 0 }))
  }
}

describe('a run that is taken up again', () => {
  it.each([13, 47, 95, 158])(
    'after a stop at %d ms, ends in the bytes and curves of one that was never stopped',
    async (time) => {
      const whole = await uninterrupted
      const before = await started()
      before.runFor(time)
      before.command({ type: 'stop' })
      const first = finish(before)
      const stoppedAt = first.checkpoints.at(-1)
      if (!stoppedAt) throw new Error('The stopped run kept no state.')
      expect(stoppedAt.step).toBeLessThan(2700)

      const second = finish(await started(stateOf(stoppedAt)))
      expect(second.points.length).toBeGreaterThan(0)
      expect(merged(first, second)).toEqual(merged(whole, whole))
      expect(second.checkpoints.at(-1)?.sha256).toBe(whole.checkpoints.at(-1)?.sha256)
      expect(second.checkpoints.at(-1)?.optimiserState).toEqual(
        whole.checkpoints.at(-1)?.optimiserState
      )
      expect(second.done).toEqual(whole.done)
      const seconds = second.epochs.map(({ engineSeconds }) => engineSeconds)
      expect(seconds[0]).toBeGreaterThan(stoppedAt.sums.engineSeconds)
    }
  )

  it('does not begin again, nor keep again the state it came from', async () => {
    const whole = await uninterrupted
    const from = whole.checkpoints.find(({ epoch }) => epoch === 2)
    if (!from) throw new Error('The second epoch was not kept.')
    const parent = createFakeParent({ config, start: { from: stateOf(from), paused: true } })
    await parent.start()
    parent.runFor(1000)
    parent.command({ type: 'stop' })
    const { epochs, checkpoints, done, live } = finish(parent)
    expect(epochs).toEqual([])
    expect(checkpoints).toEqual([])
    expect(live?.step).toBe(18)
    expect(done?.outcome).toBe('stopped')
  })

  it('measures and is done where all its steps had been walked', async () => {
    const whole = await uninterrupted
    const last = whole.checkpoints.at(-1)
    if (!last) throw new Error('The last epoch was not kept.')
    const again = finish(await started(stateOf(last)))
    expect(again.done).toEqual(whole.done)
    expect(again.epochs).toEqual([])
  })

  it('calls an epoch the best only where it beats those before the stop', async () => {
    const whole = await uninterrupted
    const from = whole.checkpoints.find(({ epoch }) => epoch === 2)
    if (!from) throw new Error('The second epoch was not kept.')
    const parent = createFakeParent({ config, start: { from: stateOf(from), bestScore: 1 } })
    await parent.start()
    expect(finish(parent).checkpoints.some(({ role }) => role === 'best')).toBe(false)
  })
})
