import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../../shared/run'
import { useRuns } from '../../composables/use-runs'
import { useSweepFolds } from '../../composables/use-sweep-folds'
import { useSweeps } from '../../composables/use-sweeps'
import { sortRuns } from '../runs/sort-runs'
import { passes } from './run-filters'
import { isFound, readWords } from './run-search'
import { tableRows, type TableRow } from './table-rows'
import { TextRanks } from './text-ranks'
import { useLibraryView } from './use-library-view'

/** Milliseconds between two orders that follow from news: rows that jump faster cannot be read. */
const INTERVAL = 1000

export interface RunOrder {
  rows: Readonly<Ref<readonly TableRow[]>>
  /** How many runs were found, those in folded sweeps included. */
  found: Readonly<Ref<number>>
  /** While true, news move no row: somebody points at one, or has the focus in it. */
  isHeld: Ref<boolean>
  /** The order no longer follows from the runs as they are, since it was held. */
  isStale: Readonly<Ref<boolean>>
  /** Puts the rows in order now, whether held or not. */
  putInOrder: () => void
}

/**
 * Which runs the table shows, and in which order. What somebody does (a search, a sorting, a
 * deletion) shows at once; what training does, once a second, and never under the pointer.
 */
export function useRunOrder(): RunOrder {
  const { locale } = useI18n()
  const { runs, ids } = useRuns()
  const { sweeps } = useSweeps()
  const { folds } = useSweepFolds()
  const { query, filters, sorting } = useLibraryView()

  const ranks = computed(() => new TextRanks(locale.value))
  const sorted = shallowRef<readonly RunSummary[]>([])
  const isHeld = ref(false)
  const isStale = ref(false)
  let orderedAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function inOrder(): RunSummary[] {
    const words = readWords(query.value)
    const shown = runs.value.filter((run) => passes(run, filters.value) && isFound(run, words))
    return sortRuns(shown, sorting.value, ranks.value)
  }

  function putInOrder(): void {
    clearTimeout(timer)
    timer = undefined
    orderedAt = performance.now()
    isStale.value = false
    sorted.value = inOrder()
  }

  function follow(): void {
    timer = undefined
    orderedAt = performance.now()
    const now = inOrder()
    const isSame =
      now.length === sorted.value.length && now.every(({ id }, at) => id === sorted.value[at].id)
    isStale.value = isHeld.value && !isSame
    if (!isHeld.value && !isSame) sorted.value = now
  }

  watch([ids, query, filters, sorting, ranks], putInOrder, { immediate: true })
  watch(runs, () => {
    timer ??= setTimeout(follow, Math.max(0, orderedAt + INTERVAL - performance.now()))
  })
  watch(isHeld, (held) => {
    if (!held && isStale.value) putInOrder()
  })
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    rows: computed(() =>
      tableRows(sorted.value, sweeps.value, folds.value, sorting.value.key === 'created')
    ),
    found: computed(() => sorted.value.length),
    isHeld,
    isStale,
    putInOrder
  }
}
