import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LeasedRun } from '../store/store-api'
import { LOOK_INTERVAL, watchForeignRuns } from './foreign-runs'
import { systemClock } from './clock'

/** Watches what `held` says, and asks for the runs of others than "me". */
function watch(held: { runs: LeasedRun[]; elsewhere?: number[] }): {
  changes: number[][]
  end: () => void
} {
  const changes: number[][] = []
  const { end } = watchForeignRuns({
    store: {
      leasedRuns: async (owner) => {
        expect(owner).toBe('me')
        return held.runs
      },
      changedElsewhere: async () => held.elsewhere ?? []
    },
    clock: systemClock,
    owner: 'me',
    onChanged: (runIds) => changes.push(runIds),
    report: ({ message }) => expect.fail(message)
  })
  return { changes, end }
}

const nextLook = (): Promise<unknown> => vi.advanceTimersByTimeAsync(LOOK_INTERVAL)

describe('watchForeignRuns', () => {
  vi.useFakeTimers()
  afterEach(() => vi.clearAllTimers())

  it('tells of a run that goes on, loses its process, or ends', async () => {
    const held = { runs: [{ id: 1, status: 'running', step: 10 } as LeasedRun] }
    const { changes, end } = watch(held)
    await nextLook()
    expect(changes).toEqual([])
    held.runs = [{ id: 1, status: 'running', step: 20 }]
    await nextLook()
    held.runs = [{ id: 1, status: 'interrupted', step: 20 }]
    await nextLook()
    held.runs = []
    await nextLook()
    expect(changes).toEqual([[1], [1], [1]])
    end()
  })

  it('tells of a run that another process begins, once', async () => {
    const held: { runs: LeasedRun[] } = { runs: [] }
    const { changes, end } = watch(held)
    await nextLook()
    held.runs = [{ id: 2, status: 'queued', step: 0 }]
    await nextLook()
    await nextLook()
    expect(changes).toEqual([[2]])
    end()
  })

  it('tells of runs that were never seen under way, each once', async () => {
    const held: { runs: LeasedRun[]; elsewhere: number[] } = { runs: [], elsewhere: [] }
    const { changes, end } = watch(held)
    await nextLook()
    held.runs = [{ id: 2, status: 'queued', step: 0 }]
    held.elsewhere = [1, 2]
    await nextLook()
    expect(changes).toEqual([[2, 1]])
    end()
  })

  it('says nothing after its end', async () => {
    const held: { runs: LeasedRun[] } = { runs: [] }
    const { changes, end } = watch(held)
    await nextLook()
    end()
    held.runs = [{ id: 3, status: 'running', step: 2 }]
    await nextLook()
    expect(changes).toEqual([])
  })
})
