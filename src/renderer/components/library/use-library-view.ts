import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Sorting } from '../runs/sort-runs'
import { isColumnKey, type ColumnKey } from './run-columns'
import { NO_FILTERS, type RunFilters } from './run-filters'

const STORAGE_KEY = 'downhill.run-columns'

/** What somebody chose before; null where nothing, or nothing that can be read. */
function rememberedColumns(): ColumnKey[] | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null')
    return Array.isArray(stored) ? stored.filter(isColumnKey) : null
  } catch {
    return null
  }
}

// one view for the whole window: leaving the screen and coming back loses nothing
const query = ref('')
const filters = shallowRef<RunFilters>(NO_FILTERS)
const sorting = shallowRef<Sorting>({ key: 'created', descending: true })
const detailsOpen = ref(false)
const columns = shallowRef<readonly ColumnKey[] | null>(null)
let isRead = false

export interface LibraryView {
  /** What is searched for, as typed. */
  query: Ref<string>
  filters: ShallowRef<RunFilters>
  sorting: ShallowRef<Sorting>
  /** What stands beside the table: the note, the tags, the actions. */
  detailsOpen: Ref<boolean>
  /** Chosen by hand; null: the usual ones, as many as fit. */
  columns: Readonly<ShallowRef<readonly ColumnKey[] | null>>
  /** Kept for the next start, too. */
  setColumns: (keys: readonly ColumnKey[] | null) => void
  /** Shows all runs again. */
  clear: () => void
}

/** How the library is looked at: what is searched, filtered, sorted and shown. */
export function useLibraryView(): LibraryView {
  if (!isRead) {
    isRead = true
    columns.value = rememberedColumns()
  }
  return {
    query,
    filters,
    sorting,
    detailsOpen,
    columns,
    setColumns(keys) {
      columns.value = keys
      if (keys) localStorage.setItem(STORAGE_KEY, JSON.stringify(keys))
      else localStorage.removeItem(STORAGE_KEY)
    },
    clear() {
      query.value = ''
      filters.value = NO_FILTERS
    }
  }
}
