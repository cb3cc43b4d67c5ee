import { effectScope, shallowRef, watch, type Ref } from 'vue'
import type { RunConfig } from '../../shared/run-config'
import type { SweepSummary } from '../../shared/sweep'
import { request } from '../api'
import { newestOnly } from './newest-only'
import { useRuns } from './use-runs'

const sweeps = shallowRef<readonly SweepSummary[]>([])
let started = false

const read = newestOnly(async () => {
  try {
    sweeps.value = await request('sweeps.list')
  } catch {
    // the list of runs reports a store that cannot be read; runs of an unknown sweep stand alone
  }
})

/** A sweep never changes but by its runs: the list is read when a run names one that is not known. */
function start(): void {
  if (started) return
  started = true
  const { runs } = useRuns()
  const hasUnknown = (): boolean => {
    const known = new Set(sweeps.value.map(({ id }) => id))
    return runs.value.some(({ sweepId }) => sweepId !== null && !known.has(sweepId))
  }
  // whoever asks first may go; the list stays
  effectScope(true).run(() => watch(hasUnknown, (now) => now && read(), { immediate: true }))
}

export interface Sweeps {
  sweeps: Readonly<Ref<readonly SweepSummary[]>>
  /** Creates all runs and queues them. Throws DownhillError. */
  start: (name: string, configs: readonly RunConfig[]) => Promise<SweepSummary>
  /** Stops what trains and what waits; what was saved stays, and can be resumed. */
  stop: (sweepId: number) => Promise<null>
}

/** Runs that were started together. */
export function useSweeps(): Sweeps {
  start()
  return {
    sweeps,
    async start(name, configs) {
      const sweep = await request('sweeps.start', { name, configs: [...configs] })
      sweeps.value = [...sweeps.value.filter(({ id }) => id !== sweep.id), sweep]
      return sweep
    },
    stop: (sweepId) => request('sweeps.stop', { sweepId })
  }
}
