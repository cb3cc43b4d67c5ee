import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../shared/run'
import { request } from '../api'
import { useUndo } from './use-undo'

export interface RunActions {
  /** Why the last action failed. */
  error: Readonly<ShallowRef<unknown>>
  rename: (run: RunSummary, name: string) => Promise<void>
  /** Deletes at once and offers to undo it. True if they are gone. */
  remove: (runs: readonly RunSummary[]) => Promise<boolean>
}

/** What can be done with stored runs, from the table and from a run's own page. */
export function useRunActions(): RunActions {
  const { t } = useI18n()
  const { remember } = useUndo()
  const error = shallowRef<unknown>(null)

  return {
    error,
    async rename(run, name) {
      error.value = null
      try {
        await request('runs.rename', { runId: run.id, name })
      } catch (reason) {
        error.value = reason
      }
    },
    async remove(runs) {
      error.value = null
      const runIds = runs.map(({ id }) => id)
      try {
        await request('runs.delete', { runIds })
      } catch (reason) {
        error.value = reason
        return false
      }
      remember({
        sentence: t('runs.delete.done', { count: runs.length, name: runs[0].name }, runs.length),
        undo: async () => {
          await request('runs.restore', { runIds })
        }
      })
      return true
    }
  }
}
