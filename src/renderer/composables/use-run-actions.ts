import { shallowRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../shared/run'
import { request } from '../api'
import { useFormat } from './use-format'
import { isUnderWay, useRuns } from './use-runs'
import { useUndo } from './use-undo'

/** Runs named in one request, at most (shared/contract.ts). */
const MOST_AT_ONCE = 1000

/** What can be done with stored runs. All but `purge` can be undone, and says what it did. */
export interface RunActions {
  /** Why the last action failed. */
  error: Readonly<ShallowRef<unknown>>
  rename: (run: RunSummary, name: string) => Promise<void>
  annotate: (run: RunSummary, note: string) => Promise<void>
  /** Adds tags to all of these runs, and takes others from them. */
  tag: (
    runs: readonly RunSummary[],
    add: readonly string[],
    remove: readonly string[]
  ) => Promise<void>
  /** Measures all others against this run; null: against none. */
  setBaseline: (run: RunSummary | null) => Promise<void>
  /** Deletes at once those that are not under way, and says so of the others. True if they are gone. */
  remove: (runs: readonly RunSummary[]) => Promise<boolean>
  /** Brings deleted runs back. True if they are here. */
  restore: (runs: readonly RunSummary[]) => Promise<boolean>
  /** Removes deleted runs for good. True if they are gone. */
  purge: (runs: readonly RunSummary[]) => Promise<boolean>
}

/** Runs that are being deleted: thousands take a moment, in which one may ask again. */
const leaving = new Set<number>()

const idsOf = (runs: readonly RunSummary[]): number[] => runs.map(({ id }) => id)

/** One request after the other, so that any number of runs goes through. */
async function inParts(
  runIds: readonly number[],
  send: (runIds: number[]) => Promise<unknown>
): Promise<void> {
  for (let at = 0; at < runIds.length; at += MOST_AT_ONCE) {
    await send(runIds.slice(at, at + MOST_AT_ONCE))
  }
}

const { remember, notice, showWork } = useUndo()

/** In parts of which each is told, and shown where there are several: thousands take seconds. */
async function allOf(
  kind: 'deleting' | 'restoring',
  ids: readonly number[],
  told?: (runIds: number[]) => void
): Promise<void> {
  const send = async (runIds: number[]): Promise<void> => {
    await request(kind === 'deleting' ? 'runs.delete' : 'runs.restore', { runIds })
    told?.(runIds)
  }
  if (ids.length <= MOST_AT_ONCE) return send([...ids])
  await showWork(kind, ids.length, (count) =>
    inParts(ids, async (runIds) => {
      await send(runIds)
      count(runIds.length)
    })
  )
}

const tagAll = (ids: readonly number[], add: string[], remove: string[]): Promise<void> =>
  inParts(ids, (runIds) => request('runs.tag', { runIds, add, remove }))

/** Adds each tag to the runs that lack it, or takes it from those that have it; says which they were. */
async function changeTag(
  runs: readonly RunSummary[],
  tag: string,
  wanted: boolean
): Promise<() => Promise<void>> {
  const changed = idsOf(runs.filter(({ tags }) => tags.includes(tag) !== wanted))
  const set = (present: boolean): Promise<void> =>
    tagAll(changed, present ? [tag] : [], present ? [] : [tag])
  await set(wanted)
  return () => set(!wanted)
}

/** From the table, a run's own page, and wherever else runs stand. */
export function useRunActions(): RunActions {
  const { t } = useI18n()
  const format = useFormat()
  const { runs } = useRuns()
  const error = shallowRef<unknown>(null)

  /**
   * Keeps what went wrong instead of throwing it. True if nothing did. What was said before stays until
   * then: a field that tries again when it is left would move the button away under the pointer.
   */
  async function attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action()
      error.value = null
      return true
    } catch (reason) {
      error.value = reason
      return false
    }
  }

  return {
    error,
    async rename({ id, name: before }, name) {
      const set = (to: string): Promise<unknown> => request('runs.rename', { runId: id, name: to })
      await attempt(async () => {
        await set(name)
        remember({
          sentence: t('runs.rename.done', { before, name }),
          undo: async () => void (await set(before))
        })
      })
    },
    async annotate({ id, name, note: before }, note) {
      const set = (to: string): Promise<unknown> =>
        request('runs.annotate', { runId: id, note: to })
      await attempt(async () => {
        await set(note)
        remember({
          sentence: t('library.note.done', { name }),
          undo: async () => void (await set(before))
        })
      })
    },
    async tag(tagged, add, remove) {
      await attempt(async () => {
        const undo: (() => Promise<void>)[] = []
        for (const tag of add) undo.push(await changeTag(tagged, tag, true))
        for (const tag of remove) undo.push(await changeTag(tagged, tag, false))
        const values = {
          tag: [...add, ...remove].join(', '),
          count: format.value.whole(tagged.length)
        }
        remember({
          sentence:
            remove.length === 0
              ? t('library.tags.added', values, tagged.length)
              : t('library.tags.removed', values, tagged.length),
          async undo() {
            for (const back of undo.toReversed()) await back()
          }
        })
      })
    },
    async setBaseline(run) {
      const before = runs.value.find(({ isBaseline }) => isBaseline)
      const set = (to?: RunSummary): Promise<unknown> =>
        request('runs.setBaseline', { runId: to?.id ?? null })
      await attempt(async () => {
        await set(run ?? undefined)
        remember({
          sentence: run
            ? t('library.baseline.done', { name: run.name })
            : t('library.baseline.none', { name: before?.name ?? '' }),
          undo: async () => void (await set(before))
        })
      })
    },
    async remove(asked) {
      const wanted = asked.filter((run) => !leaving.has(run.id) && !isUnderWay(run))
      const staying = asked.filter(isUnderWay).length
      if (wanted.length === 0) {
        if (staying > 0) notice.value = t('runs.delete.stopFirst', staying)
        return false
      }
      const ids = idsOf(wanted)
      return attempt(async () => {
        for (const id of ids) leaving.add(id)
        const gone: number[] = []
        try {
          await allOf('deleting', ids, (runIds) => gone.push(...runIds))
        } finally {
          for (const id of ids) leaving.delete(id)
          // also where a later part failed: what went before it can come back
          if (gone.length > 0) {
            const values = { count: format.value.whole(gone.length), name: wanted[0].name }
            const stayed = { count: format.value.whole(staying) }
            remember({
              sentence: [
                t('runs.delete.done', values, gone.length),
                ...(staying > 0 ? [t('runs.delete.stayed', stayed, staying)] : [])
              ].join(' '),
              undo: () => allOf('restoring', gone)
            })
          }
        }
      })
    },
    async restore(wanted) {
      const ids = idsOf(wanted)
      return attempt(async () => {
        await allOf('restoring', ids)
        remember({
          sentence: t(
            'library.deleted.restored',
            { count: format.value.whole(wanted.length), name: wanted[0].name },
            wanted.length
          ),
          undo: () => allOf('deleting', ids)
        })
      })
    },
    purge: (wanted) =>
      attempt(() => inParts(idsOf(wanted), (runIds) => request('runs.purge', { runIds })))
  }
}
