import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { DatasetCard } from '../../shared/dataset'
import { request, subscribe } from '../api'
import { newestOnly } from './newest-only'
import { recentOnly } from './recent-only'

/** Enough for all cards on a shelf, and for a slider that comes back to where it was. */
const MOST_KEPT = 60
const MOST_BYTES = 8e6

// one for the whole window
const kept = recentOnly<DatasetCard, string>(MOST_KEPT, MOST_BYTES)

/** A tile and the panel beside it ask for the same at the same moment. */
const underWay = new Map<string, Promise<DatasetCard>>()
/** Counts what came, went or was renamed: what was read before is not kept after it. */
let changes = 0
let isListening = false

function listen(): void {
  if (isListening) return
  isListening = true
  subscribe('datasets.changed', ({ dataset }) => {
    // it may have gone, and come back from another place, under another licence
    kept.drop(dataset)
    underWay.delete(dataset)
    changes++
  })
}

function readCard(id: string): Promise<DatasetCard> {
  const asked = underWay.get(id)
  if (asked) return asked
  const reading = readAnew(id).finally(() => underWay.delete(id))
  underWay.set(id, reading)
  return reading
}

async function readAnew(id: string): Promise<DatasetCard> {
  const known = kept.get(id)
  if (known) return known
  const before = changes
  const card = await request('datasets.card', { dataset: id })
  const { training, test } = card.points
  if (before === changes) kept.set(id, card, 16_000 + training.byteLength + test.byteLength)
  return card
}

export interface DatasetCardState {
  /** The one last read: while a slider moves, that of a place it passed. null before there is any. */
  card: Readonly<ShallowRef<DatasetCard | null>>
  /** Why the wanted one cannot be read. */
  error: Readonly<ShallowRef<unknown>>
  /** Tries once more. */
  refresh: () => void
}

/** What a data set looks like; one request under way at a time, and the newest wish next. */
export function useDatasetCard(id: () => string | undefined): DatasetCardState {
  // before those who then ask anew
  listen()
  const card = shallowRef<DatasetCard | null>(null)
  const error = shallowRef<unknown>(null)

  const refresh = newestOnly(async () => {
    const asked = id()
    if (asked === undefined) {
      card.value = null
      error.value = null
      return
    }
    try {
      card.value = await readCard(asked)
      error.value = null
    } catch (reason) {
      if (id() !== asked) return
      card.value = null
      error.value = reason
    }
  })
  watch(id, refresh, { immediate: true })
  onScopeDispose(
    subscribe('datasets.changed', ({ dataset }) => {
      // one that was missing may have come
      if (error.value || id() === dataset) refresh()
    })
  )
  return { card, error, refresh }
}
