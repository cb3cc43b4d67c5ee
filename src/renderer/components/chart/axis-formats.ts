import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ChartKind } from '../../charts/model'
import { useFormat } from '../../composables/use-format'
import type { Formats } from './read-look'

/** More are noise: a millionth of an epoch is less than a step. */
const MOST_DECIMALS = 6

/** How many decimals it takes to write multiples of a step: 0.25 takes two. */
export function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals++) {
    const scaled = step * 10 ** decimals
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals
  }
  return MOST_DECIMALS
}

/** How the numbers of a chart are written. */
export interface ChartFormats extends Formats {
  /** An x as exact as it is told: 16.125 */
  place: (x: number) => string
  /** A value of a line. */
  exact: (y: number | null) => string
}

export function useAxisFormats(kind: () => ChartKind): ComputedRef<ChartFormats> {
  const { locale } = useI18n()
  const format = useFormat()
  return computed(() => {
    const { percent, setting, cost } = format.value
    const number = (value: number, decimals: number): string =>
      new Intl.NumberFormat(locale.value, { maximumFractionDigits: decimals }).format(value)
    const place = new Intl.NumberFormat(locale.value, { maximumFractionDigits: 4 })
    const accuracy = kind() === 'accuracy'
    return {
      // numbers far from a step of their axis, as on a logarithmic one, keep their own digits
      x: (value, step) => (step === null ? setting(value) : number(value, decimalsOf(step))),
      y(value, step) {
        if (accuracy) return percent(value, step === null ? 0 : decimalsOf(step * 100))
        return step === null ? setting(value) : number(value, decimalsOf(step))
      },
      place: (x) => place.format(x),
      exact: accuracy ? (y) => percent(y, 2) : cost
    }
  })
}
