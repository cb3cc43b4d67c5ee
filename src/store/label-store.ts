import { DownhillError } from '../shared/errors'
import { MOST_TAGS } from '../shared/library'
import { toSummary } from './run-rows'
import { findRun } from './run-store'
import type { StoreApi } from './store-api'
import { inTransaction, type StoreContext } from './transactions'

/** What a person says about runs. */
export type LabelStore = Pick<StoreApi, 'rename' | 'annotate' | 'tagRuns' | 'setBaseline'>

export function createLabelStore(context: StoreContext): LabelStore {
  const { database, now } = context
  const find = findRun(context)
  const setName = database.prepare('UPDATE runs SET name = ? WHERE id = ?')
  const setNote = database.prepare('UPDATE runs SET note = ? WHERE id = ?')
  const setTags = database.prepare('UPDATE runs SET tags = ? WHERE id = ?')
  const baselines = database
    .prepare<[], number>('SELECT id FROM runs WHERE is_baseline = 1 AND deleted_at IS NULL')
    .pluck()
  const unsetBaseline = database.prepare('UPDATE runs SET is_baseline = 0 WHERE is_baseline = 1')
  const setBaseline = database.prepare('UPDATE runs SET is_baseline = 1 WHERE id = ?')

  return {
    rename: (runId, name) =>
      inTransaction(database, () => {
        find(runId)
        setName.run(name, runId)
        return toSummary(find(runId), now())
      }),

    annotate: (runId, note) =>
      inTransaction(database, () => {
        find(runId)
        setNote.run(note, runId)
        return toSummary(find(runId), now())
      }),

    tagRuns: (runIds, add, remove) =>
      inTransaction(database, () => {
        for (const runId of runIds) {
          const { name, tags } = find(runId)
          const before: string[] = JSON.parse(tags)
          const after = inOrder([...before, ...add].filter((tag) => !remove.includes(tag)))
          if (after.length > MOST_TAGS) throw tooManyTags(runId, name)
          setTags.run(JSON.stringify(after), runId)
        }
      }),

    setBaseline: (runId) =>
      inTransaction(database, () => {
        const changed = baselines.all()
        // also that of a deleted run, which else would come back as a second one
        unsetBaseline.run()
        if (runId === null) return changed
        setBaseline.run(find(runId).id)
        return [...new Set([...changed, runId])]
      })
  }
}

/** Tags as they are kept: alphabetically, each once. */
export function inOrder(tags: readonly string[]): string[] {
  return [...new Set(tags)].toSorted(alphabet.compare)
}

const alphabet = new Intl.Collator('en')

function tooManyTags(runId: number, name: string): DownhillError {
  return new DownhillError('invalid-input', `“${name}” would have more than ${MOST_TAGS} tags.`, {
    runId,
    name,
    max: MOST_TAGS
  })
}
