import { useI18n } from 'vue-i18n'
import { NO_NUMBER, useFormat } from '../../composables/use-format'
import { UNITS, type Delta, type ResultKind } from './results'

export interface ResultText {
  /** What the number is: "Final test accuracy". */
  label: (kind: ResultKind) => string
  /** The number with its unit. */
  value: (kind: ResultKind, value: number | null) => string
  /** "+0.42 points, better" */
  delta: (kind: ResultKind, delta: Delta) => string
}

/** The words and numbers of results, the same in table, map and parallel coordinates. */
export function useResultText(): ResultText {
  const { t } = useI18n()
  const format = useFormat()

  function value(kind: ResultKind, number: number | null): string {
    if (number === null) return NO_NUMBER
    switch (UNITS[kind]) {
      case 'share':
        return format.value.percent(number, 2)
      case 'cost':
        return format.value.cost(number)
      case 'epochs':
        // it is only known that it was within the first
        return number < 1 ? t('compare.results.withinFirst') : format.value.setting(number)
      case 'seconds':
        return format.value.duration(number)
    }
  }

  function size(kind: ResultKind, difference: number): string {
    const absolute = Math.abs(difference)
    switch (UNITS[kind]) {
      case 'share':
        return t('compare.delta.points', { points: format.value.setting(absolute * 100) })
      case 'cost':
        // with the decimals of a cost, a small difference would read as none
        return absolute < 0.001 ? format.value.setting(absolute) : format.value.cost(absolute)
      case 'epochs':
        return format.value.setting(absolute)
      case 'seconds':
        return format.value.duration(absolute)
    }
  }

  return {
    label: (kind) => t(`compare.results.${kind}`),
    value,
    delta(kind, { difference, verdict }) {
      if (verdict === 'same') return t('compare.delta.same')
      const sign = difference > 0 ? '+' : '−'
      return t(`compare.delta.${verdict}`, { difference: `${sign}${size(kind, difference)}` })
    }
  }
}
