import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../shared/run'
import { request } from '../api'
import { useUndo } from './use-undo'

/** Runs named in one request, at most (shared/contract.ts). */
const MOST_AT_ONCE = 1000

export interface RunActions {
  /** Why the last action failed. */
  error: Readonly<ShallowRef<unknown>>
  rename: (run: RunSummary, name: string) => Promise<void>
  /** Deletes at once and offers to undo it. True if they are gone. */
  remove: (runs: readonly RunSummary[]) => Promise<boolean>
}

/** One request after the other, so that any number of runs goes through. */
async function inParts(
  name: 'runs.delete' | 'runs.restore',
  runIds: readonly number[]
): Promise<void> {
  for (let at = 0; at < runIds.length; at += MOST_AT_ONCE) {
    await request(name, { runIds: runIds.slice(at, at + MOST_AT_ONCE) })
  }
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
        await inParts('runs.delete', runIds)
      } catch (reason) {
        error.value = reason
        return false
      }
      remember({
        sentence: t('runs.delete.done', { count: runs.length, name: runs[0].name }, runs.length),
        undo: () => inParts('runs.restore', runIds)
      })
      return true
    }
  }
}
