import { shallowRef, watch, type ShallowRef } from 'vue'
import type { DeletedRun } from '../../shared/library'
import { unpackDeletedRuns } from '../../shared/packed'
import { request } from '../api'
import { newestOnly } from './newest-only'
import { useRuns } from './use-runs'

export interface DeletedRuns {
  /** The last deleted first. */
  deleted: Readonly<ShallowRef<readonly DeletedRun[]>>
  /** Why they cannot be read. */
  error: Readonly<ShallowRef<unknown>>
  refresh: () => void
}

/** The runs that were deleted and can be brought back; read anew whenever runs come or go. */
export function useDeletedRuns(): DeletedRuns {
  const { ids, state } = useRuns()
  const deleted = shallowRef<readonly DeletedRun[]>([])
  const error = shallowRef<unknown>(null)

  const refresh = newestOnly(async () => {
    try {
      deleted.value = unpackDeletedRuns(await request('runs.deleted'))
      error.value = null
    } catch (reason) {
      error.value = reason
    }
  })
  watch([ids, state], () => state.value === 'ready' && refresh(), { immediate: true })
  return { deleted, error, refresh }
}
