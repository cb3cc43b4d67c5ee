import { useI18n } from 'vue-i18n'
import type { FieldProblem, RunConfig, RunConfigField } from '../../shared/run-config'
import { useDatasetText } from './use-dataset-text'
import { useFormat } from './use-format'

export interface SettingText {
  /** The field's name: "Learning rate". */
  label: (field: RunConfigField) => string
  /** A value in words: "16, 16", "cross-entropy", "0.08". */
  value: (field: RunConfigField, config: RunConfig) => string
  /** The same where room is scarce, and no label says what it is: "batch 10", "ReLU". */
  short: (field: RunConfigField, config: RunConfig) => string
  /** What is wrong with a field: "At least 1." */
  problem: (problem: FieldProblem) => string
}

/** The words for settings, the same in form, tables and comparisons. */
export function useSettingText(): SettingText {
  const { t } = useI18n()
  const format = useFormat()
  const dataset = useDatasetText()

  const value: SettingText['value'] = (field, config) => {
    const { whole, setting, percent } = format.value
    switch (field) {
      case 'hiddenLayers':
        return config.hiddenLayers.length === 0
          ? t('settings.none')
          : config.hiddenLayers.map((size) => whole(size)).join(', ')
      case 'activation':
        return t(`settings.activations.${config.activation}`)
      case 'initialisation':
        return t(`settings.initialisations.${config.initialisation}`)
      case 'cost':
        return t(`settings.costs.${config.cost}`)
      case 'reduction':
        return t(`settings.reductions.${config.reduction}`)
      case 'schedule':
        return t(`settings.schedules.${config.schedule}`)
      case 'optimiser':
        return t(`settings.optimisers.${config.optimiser}`)
      case 'dataset':
        return dataset.full(config.dataset)
      case 'subset':
        return config.subset === 0 ? t('settings.all') : whole(config.subset)
      case 'shuffledLabels':
        return percent(config.shuffledLabels, 0)
      case 'learningRate':
      case 'momentum':
      case 'l2':
      case 'scheduleFactor':
        return setting(config[field])
      default:
        return whole(config[field])
    }
  }

  function shortValue(field: RunConfigField, config: RunConfig): string {
    if (field === 'schedule') return t(`settings.schedulesInShort.${config.schedule}`)
    return field === 'dataset' ? dataset.name(config.dataset) : value(field, config)
  }

  return {
    label: (field) => t(`settings.fields.${field}`),
    value,
    short(field, config) {
      const written = shortValue(field, config)
      return t(`settings.short.${field}`, { value: written })
    },
    problem({ field, problem, values }) {
      const written = Object.entries(values).map(([key, each]) => {
        if (typeof each !== 'number') return [key, each]
        const { percent, setting } = format.value
        return [key, field === 'shuffledLabels' ? percent(each, 0) : setting(each)]
      })
      return t(`settings.problems.${problem}`, Object.fromEntries(written))
    }
  }
}
