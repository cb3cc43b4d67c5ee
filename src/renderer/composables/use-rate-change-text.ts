import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../shared/run'
import { useFormat } from './use-format'

/** What was done to a run's learning rate by hand, in short: "η 0.05 after step 600"; empty for nothing. */
export function useRateChangeText(): (run: Pick<RunSummary, 'rateChanges'>) => string {
  const { t } = useI18n()
  const format = useFormat()
  return ({ rateChanges }) =>
    rateChanges
      .map(({ step, learningRate }) =>
        t('runs.rateChanges.short', {
          rate: format.value.setting(learningRate),
          step: format.value.whole(step)
        })
      )
      .join(', ')
}
