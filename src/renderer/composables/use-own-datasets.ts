import { useI18n } from 'vue-i18n'
import { useDatasets } from './use-datasets'
import { useUndo } from './use-undo'

export interface OwnDatasets {
  /** Names it anew, which can be undone. */
  rename: (id: string, before: string, name: string) => Promise<void>
  /** Removes its files for good; refused while a run uses it. */
  remove: (id: string) => Promise<void>
}

/** What can be done with data sets that a person took in. Both may throw a DownhillError. */
export function useOwnDatasets(): OwnDatasets {
  const { t } = useI18n()
  const { remember } = useUndo()
  const datasets = useDatasets()

  return {
    async rename(id, before, name) {
      await datasets.rename(id, name)
      remember({
        sentence: t('data.renamed', { before, name }),
        undo: () => datasets.rename(id, before)
      })
    },
    remove: datasets.remove
  }
}
