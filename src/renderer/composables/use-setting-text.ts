import { useI18n } from 'vue-i18n'
import type { FieldProblem, RunConfig, RunConfigField } from '../../shared/run-config'
import { useFormat } from './use-format'

export interface SettingText {
  /** The field's name: "Learning rate". */
  label: (field: RunConfigField) => string
  /** A value in words: "16, 16", "cross-entropy", "0.08". */
  value: (field: RunConfigField, config: RunConfig) => string
  /** The same where room is scarce. */
  short: (field: RunConfigField, config: RunConfig) => string
  /** What is wrong with a field: "At least 1." */
  problem: (problem: FieldProblem) => string
}

/** The words for settings, the same in form, tables and comparisons. */
export function useSettingText(): SettingText {
  const { t } = useI18n()
  const format = useFormat()

  const value: SettingText['value'] = (field, config) => {
    const { whole, setting } = format.value
    switch (field) {
      case 'hiddenLayers':
        return config.hiddenLayers.length === 0
          ? t('settings.none')
          : config.hiddenLayers.map((size) => whole(size)).join(', ')
      case 'activation':
        return t(`settings.activations.${config.activation}`)
      case 'cost':
        return t(`settings.costs.${config.cost}`)
      case 'schedule':
        return t(`settings.schedules.${config.schedule}`)
      case 'dataset':
        return t(`settings.datasets.${config.dataset}`)
      case 'learningRate':
      case 'momentum':
      case 'l2':
        return setting(config[field])
      default:
        return whole(config[field])
    }
  }

  return {
    label: (field) => t(`settings.fields.${field}`),
    value,
    short: (field, config) =>
      field === 'schedule'
        ? t(`settings.schedulesInShort.${config.schedule}`)
        : value(field, config),
    problem({ problem, values }) {
      const written = Object.entries(values).map(([key, each]) => [
        key,
        typeof each === 'number' ? format.value.setting(each) : each
      ])
      return t(`settings.problems.${problem}`, Object.fromEntries(written))
    }
  }
}
