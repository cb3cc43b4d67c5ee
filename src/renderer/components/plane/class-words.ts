import { useI18n } from 'vue-i18n'
import type { DatasetInfo } from '../../../shared/dataset'

/** What the classes of a data set are called: as the data set says, or by their numbers. */
export function useClassWords(): (
  info: Pick<DatasetInfo, 'kind' | 'classNames'>,
  label: number
) => string {
  const { t } = useI18n()
  return ({ kind, classNames }, label) => {
    const given = classNames?.[label]
    if (given) return given
    return kind === 'points' ? t('data.classNumbered', { number: label + 1 }) : String(label)
  }
}
