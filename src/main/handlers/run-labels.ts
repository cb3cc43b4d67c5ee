import type { Handlers } from '../request'
import type { GetServices } from '../services'

type LabelRequest =
  | 'runs.rename'
  | 'runs.annotate'
  | 'runs.tag'
  | 'runs.setBaseline'
  | 'runs.delete'
  | 'runs.restore'
  | 'runs.deleted'
  | 'runs.purge'

/** Removed for good at once: each has weights to be cleared away, and others want the store, too. */
const PURGED_AT_ONCE = 20

/** What a person says about runs, and which of them they want to see. */
export function runLabelHandlers(services: GetServices): Pick<Handlers, LabelRequest> {
  return {
    'runs.rename': async ({ runId, name }) => {
      const { store, tellChanged } = await services()
      const run = await store.rename(runId, name)
      tellChanged([runId])
      return run
    },
    'runs.annotate': async ({ runId, note }) => {
      const { store, tellChanged } = await services()
      const run = await store.annotate(runId, note)
      tellChanged([runId])
      return run
    },
    'runs.tag': async ({ runIds, add, remove }) => {
      const { store, tellChanged } = await services()
      await store.tagRuns(runIds, add, remove)
      tellChanged(runIds)
      return null
    },
    'runs.setBaseline': async ({ runId }) => {
      const { store, tellChanged } = await services()
      tellChanged(await store.setBaseline(runId))
      return null
    },

    'runs.delete': async ({ runIds }) => {
      const { store, tellChanged } = await services()
      await store.deleteRuns(runIds)
      tellChanged(runIds)
      return null
    },
    'runs.restore': async ({ runIds }) => {
      const { store, tellChanged } = await services()
      await store.restoreRuns(runIds)
      tellChanged(runIds)
      return null
    },
    'runs.deleted': async () => (await services()).store.packedDeletedRuns(),
    'runs.purge': async ({ runIds }) => {
      const { store, tellChanged } = await services()
      try {
        for (let from = 0; from < runIds.length; from += PURGED_AT_ONCE) {
          await store.purgeRuns(runIds.slice(from, from + PURGED_AT_ONCE))
        }
      } finally {
        tellChanged(runIds)
      }
      return null
    }
  }
}
