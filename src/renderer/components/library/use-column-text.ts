import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../../shared/run'
import { shownAccuracy } from '../../composables/shown-accuracy'
import { useFormat } from '../../composables/use-format'
import { useSettingText } from '../../composables/use-setting-text'
import type { Column } from './run-columns'

export interface ColumnText {
  /** The column's name. */
  label: (column: Column) => string
  /** What a run has in it, in words. Columns with more than words (name, status, differences) have none. */
  value: (column: Column, run: RunSummary) => string
}

/** The words in a table of runs. */
export function useColumnText(): ColumnText {
  const { t } = useI18n()
  const format = useFormat()
  const setting = useSettingText()

  return {
    label: ({ key, setting: field }) => (field ? setting.label(field) : t(`runs.columns.${key}`)),
    value({ key, setting: field }, run) {
      if (field) return setting.value(field, run.config)
      const { percent, cost, duration, dayAndTime } = format.value
      switch (key) {
        case 'dataset':
          return setting.value('dataset', run.config)
        case 'network':
          return setting.value('hiddenLayers', run.config)
        case 'epochs':
          return t('runs.epochOf', { epoch: run.epoch, epochs: run.config.epochs })
        case 'last':
          return percent(shownAccuracy(run, run.lastTestAccuracy), 2)
        case 'best':
          return percent(shownAccuracy(run, run.bestTestAccuracy), 2)
        case 'cost':
          return cost(run.lastTestCost)
        case 'time':
          return duration(run.engineSeconds)
        case 'created':
          return dayAndTime(run.createdAt)
        case 'tags':
          return run.tags.join(', ')
        case 'owner':
          return run.author ?? ''
        default:
          return ''
      }
    }
  }
}
