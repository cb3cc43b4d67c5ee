import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../../shared/run'
import { useRuns } from '../../composables/use-runs'
import { useSweepFolds } from '../../composables/use-sweep-folds'
import { useSweeps } from '../../composables/use-sweeps'
import { sortRuns } from '../runs/sort-runs'
import {
  areSameParts,
  groupBySweep,
  isShownOfSweeps,
  sweepValue,
  type TablePart
} from '../runs/sweep-groups'
import { isFiltering, passes } from './run-filters'
import { isFound, readWords } from './run-search'
import { TableRows } from './table-rows'
import { TextRanks } from './text-ranks'
import { useLibraryView } from './use-library-view'

/** Milliseconds between two orders that follow from news: rows that jump faster cannot be read. */
const INTERVAL = 1000

export interface RunOrder {
  rows: Readonly<Ref<TableRows>>
  /** How many runs were found, those in folded sweeps included. */
  found: Readonly<Ref<number>>
  /** Folds or unfolds a sweep. */
  fold: (sweepId: number, isOpen: boolean) => void
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
  const { query, filters, sorting } = useLibraryView()
  const words = computed(() => readWords(query.value))
  const isSought = computed(() => words.value.length > 0 || filters.value.sweep.length === 1)
  const { folds, fold, forget } = useSweepFolds(isSought)

  const ranks = computed(() => new TextRanks(locale.value))
  const parts = shallowRef<readonly TablePart[]>([])
  const isHeld = ref(false)
  const isStale = ref(false)
  let orderedAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What the rows of all sweeps are sorted by; none where they stand by their runs. */
  const sweepValues = computed(() => {
    const { key } = sorting.value
    if (!isShownOfSweeps(key)) return []
    const bySweep = new Map<number, RunSummary[]>(sweeps.value.map(({ id }) => [id, []]))
    for (const run of runs.value) if (run.sweepId !== null) bySweep.get(run.sweepId)?.push(run)
    return sweeps.value.map((sweep) => sweepValue(sweep, bySweep.get(sweep.id) ?? [], key))
  })
  /** All runs, found or not: to clear a search nothing is sorted again. */
  const sorted = computed(() => sortRuns(runs.value, sorting.value, ranks.value, sweepValues.value))

  function inOrder(): TablePart[] {
    const isNarrowed = words.value.length > 0 || isFiltering(filters.value)
    const { places } = sorted.value
    const placeOf = new Map(places.map((place, index) => [sweeps.value[index].id, place]))
    return groupBySweep(sorted.value.runs, sweeps.value, {
      isShown: isNarrowed
        ? (run) => passes(run, filters.value) && isFound(run, words.value)
        : undefined,
      standing: places.length > 0 ? ({ id }) => placeOf.get(id) ?? 0 : undefined,
      inOrder: sorting.value.key === 'created'
    })
  }

  function putInOrder(): void {
    clearTimeout(timer)
    timer = undefined
    orderedAt = performance.now()
    isStale.value = false
    parts.value = inOrder()
  }

  function follow(): void {
    timer = undefined
    orderedAt = performance.now()
    const now = inOrder()
    const isSame = areSameParts(now, parts.value)
    isStale.value = isHeld.value && !isSame
    if (!isHeld.value && !isSame) parts.value = now
  }

  watch([query, filters], forget)
  watch([ids, words, filters, sorting, ranks, sweeps], putInOrder, { immediate: true })
  watch(runs, () => {
    timer ??= setTimeout(follow, Math.max(0, orderedAt + INTERVAL - performance.now()))
  })
  watch(isHeld, (held) => {
    if (!held && isStale.value) putInOrder()
  })
  onBeforeUnmount(() => clearTimeout(timer))

  return {
    rows: computed(() => new TableRows(parts.value, folds.value, isSought.value)),
    found: computed(() => parts.value.reduce((sum, { runIds }) => sum + runIds.length, 0)),
    fold,
    isHeld,
    isStale,
    putInOrder
  }
}
