import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RunSummary } from '../../../shared/run'
import { useRuns } from '../../composables/use-runs'
import type { Selection } from './selection'

export const MOST_COMPARED = 500

export interface Comparison {
  /** Ids; of runs that were deleted since, they mean nothing. */
  selected: ShallowRef<Selection>
  /** Newest first; the same array as before while none of them changes. */
  selectedRuns: ComputedRef<readonly RunSummary[]>
  /** There are enough of them, and not too many. */
  comparable: ComputedRef<boolean>
  comparing: Ref<boolean>
  /** The screen shows the deleted runs instead. */
  showsDeleted: ComputedRef<boolean>
}

/**
 * The runs that are selected, and whether they are compared. The address names what is compared, so
 * that one can come back to it.
 */
export function useComparison(): Comparison {
  const route = useRoute()
  const router = useRouter()
  const { find } = useRuns()
  const selected = shallowRef<Selection>(new Set())
  const comparing = ref(false)
  const showsDeleted = computed(() => route.query.deleted !== undefined)

  const selectedRuns = computed<readonly RunSummary[]>((before) => {
    const now = [...selected.value].flatMap((id) => find(id) ?? []).sort((a, b) => b.id - a.id)
    const isSame = now.length === before?.length && now.every((run, at) => run === before[at])
    return isSame ? before : now
  })

  watch(
    () => route.query.compare,
    (compare) => {
      if (typeof compare !== 'string') return
      selected.value = new Set(compare.split(',').map(Number))
      comparing.value = true
    },
    { immediate: true }
  )

  watch([comparing, selected], () => {
    if (route.name !== 'runs' || showsDeleted.value) return
    const compare = [...selected.value].join(',')
    const isCompared = comparing.value && compare !== ''
    void router.replace({ query: isCompared ? { ...route.query, compare } : {} })
  })

  return {
    selected,
    selectedRuns,
    comparable: computed(
      () => selectedRuns.value.length >= 2 && selectedRuns.value.length <= MOST_COMPARED
    ),
    comparing,
    showsDeleted
  }
}
