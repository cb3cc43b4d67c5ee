import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RunSummary } from '../../../shared/run'
import type { PredictionSource } from '../../composables/use-prediction'
import { useRuns } from '../../composables/use-runs'

/** What of the address is a run's or a checkpoint's number. */
function numberIn(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0
  return number > 0 ? number : undefined
}

export interface ComparedSource {
  /** The other network; null: there is none. Kept in the address, so that one can come back to it. */
  source: WritableComputedRef<PredictionSource | null>
  run: ComputedRef<RunSummary | undefined>
}

/** The network that is compared with. */
export function useComparedSource(): ComparedSource {
  const route = useRoute()
  const router = useRouter()
  const { find } = useRuns()

  const source = computed({
    get(): PredictionSource | null {
      const runId = numberIn(route.query.other)
      if (runId === undefined || !find(runId)) return null
      return { runId, checkpoint: numberIn(route.query.otherCheckpoint) ?? 'last' }
    },
    set(chosen: PredictionSource | null) {
      const { runId, checkpoint } = chosen ?? {}
      const query = {
        ...route.query,
        other: runId === undefined ? undefined : String(runId),
        otherCheckpoint: typeof checkpoint === 'number' ? String(checkpoint) : undefined
      }
      void router.replace({ query })
    }
  })
  return { source, run: computed(() => (source.value ? find(source.value.runId) : undefined)) }
}
