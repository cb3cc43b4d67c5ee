import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { minimumAt } from '../../../descent/two-fate'
import { angleBetween, nearestMinimum, stateOf, type BallOfTwo } from '../../../descent/two-walk'
import { NO_NUMBER, useFormat } from '../../../composables/use-format'
import type { TwoVariables } from './use-two-variables'

/** One ball in words and numbers, as they stand in the table. */
export interface BallWords {
  /** A letter: it stands in the ball. */
  name: string
  /** Its optimiser, where there are several. */
  kind: string
  x: string
  y: string
  height: string
  /** The length of the gradient. */
  slope: string
  /** Between the negative gradient and the way to the nearest minimum. */
  angle: string
  fate: string
  /** The minimum that it is at: "the minimum", or with its number. Empty elsewhere. */
  minimum: string
}

export interface TwoWords {
  xTitle: string
  yTitle: string
  heightTitle: string
  /** In the order of the balls. */
  balls: readonly BallWords[]
}

/** Degrees between the negative gradient and the way to the nearest minimum. */
function angleToMinimum({ of }: TwoVariables, ball: BallOfTwo): number | null {
  const { x, y } = stateOf(ball)
  const slope = of.value.gradient(x, y)
  const minimum = of.value.minima[nearestMinimum(of.value, { x, y })]
  const away = { x: minimum.x - x, y: minimum.y - y }
  return angleBetween({ x: -slope.x, y: -slope.y }, away)
}

/** Everything that is said about two variables. */
export function useTwoWords(two: TwoVariables): ComputedRef<TwoWords> {
  const { t } = useI18n()
  const format = useFormat()

  /** What rolls, where several optimisers do. */
  function kindOf(ball: BallOfTwo): string {
    return two.optimisers.value.length > 1 ? t(`surface.two.optimisers.${ball.optimiser}`) : ''
  }

  function minimumText(ball: BallOfTwo): string {
    const at = minimumAt(two.of.value, stateOf(ball))
    if (at < 0) return ''
    return two.of.value.minima.length > 1
      ? t('surface.two.minimum', { number: at + 1 })
      : t('surface.two.onlyMinimum')
  }

  return computed(() => {
    const isLine = two.surface.value === 'regression'
    const { of } = two
    const number = (value: number): string => format.value.cost(value)
    return {
      xTitle: isLine ? t('surface.two.slopeAxis') : t('surface.two.xAxis'),
      yTitle: isLine ? t('surface.two.interceptAxis') : t('surface.two.yAxis'),
      heightTitle: isLine ? t('surface.two.cost') : t('surface.two.height'),
      balls: two.toldBalls.value.map((ball, index) => {
        const { x, y } = stateOf(ball)
        const slope = of.value.gradient(x, y)
        const angle = angleToMinimum(two, ball)
        const fate = two.toldFates.value[index]
        const degrees =
          angle === null || fate === 'lost' || fate === 'settled'
            ? NO_NUMBER
            : t('surface.two.degrees', { count: format.value.whole(angle) })
        return {
          name: String.fromCharCode('A'.charCodeAt(0) + index),
          kind: kindOf(ball),
          x: number(x),
          y: number(y),
          height: number(of.value.height(x, y)),
          slope: number(Math.hypot(slope.x, slope.y)),
          angle: degrees,
          fate: t(`surface.two.fates.${fate}`, { minimum: minimumText(ball) }),
          minimum: minimumText(ball)
        }
      })
    }
  })
}
