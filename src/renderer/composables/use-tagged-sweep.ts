import { computed, type ComputedRef } from 'vue'
import type { RunSummary } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'
import { request } from '../api'
import { isUnderWay, runState, useRuns } from './use-runs'
import { useSweeps } from './use-sweeps'
import { useTraining } from './use-training'

export interface NamedConfig {
  name: string
  config: RunConfig
}

export interface TaggedSweep {
  /** The runs of the last one, in the order of their start; empty where there is none. */
  runs: ComputedRef<readonly RunSummary[]>
  underWay: ComputedRef<boolean>
  /** Stopped or interrupted before the end. */
  resumable: ComputedRef<boolean>
  /** Starts the runs together, and tags them. Throws DownhillError. */
  start: (name: string, runs: readonly NamedConfig[]) => Promise<void>
  stop: () => Promise<void>
  /** Goes on with those that did not come to their end. */
  goOn: () => Promise<void>
}

/** The last sweep of so many runs with this tag: whoever comes back finds it again. */
export function useTaggedSweep(tag: string, count: number): TaggedSweep {
  const { runs: all } = useRuns()
  const sweeps = useSweeps()
  const training = useTraining()

  const runs = computed(() => {
    const sets = new Map<number, RunSummary[]>()
    for (const run of all.value) {
      if (run.sweepId === null || !run.tags.includes(tag)) continue
      const set = sets.get(run.sweepId) ?? []
      // the newest come first in the list
      set.unshift(run)
      sets.set(run.sweepId, set)
      // of an older one nobody asks, and a run may have been deleted from a newer one
      if (set.length === count) return set
    }
    return []
  })
  const left = computed(() =>
    runs.value.filter((run) => run.resumable && ['stopped', 'interrupted'].includes(runState(run)))
  )

  return {
    runs,
    underWay: computed(() => runs.value.some(isUnderWay)),
    resumable: computed(() => left.value.length > 0),
    async start(name, named) {
      const { runIds } = await sweeps.start(
        name,
        named.map(({ config }) => config)
      )
      await request('runs.tag', { runIds, add: [tag], remove: [] })
      for (const [place, runId] of runIds.entries()) {
        await request('runs.rename', { runId, name: named[place].name })
      }
    },
    async stop() {
      const sweepId = runs.value.at(0)?.sweepId
      if (sweepId) await sweeps.stop(sweepId)
    },
    async goOn() {
      for (const { id } of left.value) await training.resume(id)
    }
  }
}
