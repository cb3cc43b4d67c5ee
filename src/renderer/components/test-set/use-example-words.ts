import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useStudyNumbers } from '../cost/study-numbers'
import type { SeenExample } from './seen-example'

export interface ExampleWords {
  /** "4 → 9" */
  short: (example: SeenExample) => string
  /** "Image 247: a 4, taken for 9 with a share of 87 %; cost 2.1" */
  sentence: (example: SeenExample) => string
}

/** The words for an example of the test set. */
export function useExampleWords(): ComputedRef<ExampleWords> {
  const { t } = useI18n()
  const format = useFormat()
  const numbers = useStudyNumbers()
  return computed(() => ({
    short: ({ name, answer }) =>
      t('testSet.gallery.short', { label: name, answer: answer ?? t('testSet.noAnswer') }),
    sentence(example) {
      const { place, name, answer, share, cost, isRight } = example
      const values = {
        number: format.value.whole(place),
        label: name,
        answer: answer ?? t('testSet.noAnswer'),
        share: format.value.percent(share),
        cost: numbers.value.exact(cost)
      }
      if (answer === null) return t('testSet.gallery.unanswered', values)
      return t(isRight ? 'testSet.gallery.right' : 'testSet.gallery.wrong', values)
    }
  }))
}
