import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunChartWords } from '../../charts/run-charts'
import { useFormat } from '../../composables/use-format'

/** The words in the charts of one run, from the catalogue. */
export function useChartWords(): ComputedRef<RunChartWords> {
  const { t } = useI18n()
  const format = useFormat()
  return computed(() => ({
    epoch: t('charts.epoch'),
    training: t('charts.training'),
    trainingRaw: t('charts.trainingRaw'),
    test: t('charts.test'),
    diverged: (step) => t('charts.diverged', { step: format.value.whole(step) }),
    rate: (learningRate) => t('charts.rate', { rate: format.value.setting(learningRate) })
  }))
}
