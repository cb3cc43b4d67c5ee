import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { stepLength } from '../../../descent/one-rule'
import { minimumReached, type Verdict } from '../../../descent/one-verdict'
import { weightOf, type Ball } from '../../../descent/one-walk'
import { useFormat } from '../../../composables/use-format'
import type { OneVariable } from './use-one-variable'

/** Of numbers below it three decimals say too little. */
const SMALL = 0.0005

/** Letters of the balls, by their numbers. */
const LETTERS = 'ABCDEFGH'

export function letterOf({ id }: Pick<Ball, 'id'>): string {
  return LETTERS[id]
}

export interface OneWords {
  number: (value: number) => string
  /** What a ball does, and why, in a sentence or two. */
  verdict: ComputedRef<string>
  /** In a few words, for the list of balls. */
  inShort: (ball: Ball) => string
  /** The button that would help; empty where nothing has to. */
  remedy: ComputedRef<string>
  /** Where the chosen ball is, and what its slope says. */
  now: ComputedRef<string>
  /** The whole picture, for those who do not see it. */
  picture: ComputedRef<string>
}

/** Sentences about the balls on a curve. */
export function useOneWords(one: OneVariable): OneWords {
  const { t } = useI18n()
  const format = useFormat()
  /** With a minus as long as a plus: beside formulas a hyphen would look like another sign. */
  const number = (value: number): string => {
    const { cost, setting } = format.value
    // what is small is not nothing, as long as it moves a ball
    const small = value !== 0 && Math.abs(value) < SMALL
    return (small ? setting(value) : cost(value)).replaceAll('-', '−')
  }

  /** A minimum lower than the one a ball has come to. */
  function lowerThan(weight: number): { weight: number; height: number } | undefined {
    const height = one.shown.value.of.value(weight)
    const { range } = one.shown.value.curve
    const [lowest] = [...one.minima.value].sort((a, b) => a.height - b.height)
    return lowest && lowest.height < height - range / 1000 ? lowest : undefined
  }

  function key(ball: Ball): Verdict | 'local' {
    const verdict = one.verdictOf(ball)
    return verdict === 'minimum' && lowerThan(weightOf(ball)) ? 'local' : verdict
  }

  const verdict = computed(() => {
    if (one.refused.value) return t('descent.one.refused')
    const weight = weightOf(one.chosen.value)
    const other = lowerThan(weight)?.weight ?? NaN
    const rate = format.value.setting(one.rule.value.rate)
    return t(`descent.one.verdicts.${key(one.chosen.value)}`, {
      weight: number(weight),
      other: number(other),
      rate
    })
  })

  const remedy = computed(() => {
    const change = one.remedy.value
    if (!change) return ''
    const rate = change.rate === undefined ? '' : format.value.setting(change.rate)
    if (change.size) return t('descent.one.remedies.proportional', { rate })
    if (change.keepsWeight) return t('descent.one.remedies.weight')
    if (change.keepsRate) return t('descent.one.remedies.rate')
    return t('descent.one.remedies.try', { rate })
  })

  const now = computed(() => {
    const weight = weightOf(one.chosen.value)
    const { of } = one.shown.value
    const slope = of.slope(weight)
    return t('descent.one.now', {
      ball: letterOf(one.chosen.value),
      step: format.value.whole(one.chosen.value.path.length - 1),
      weight: number(weight),
      height: number(of.value(weight)),
      slope: number(slope),
      move: number(-stepLength(one.rule.value, slope))
    })
  })

  const picture = computed(() => {
    const { from, to } = one.shown.value.curve
    const { minima } = one
    const others = one.walk.value.balls
      .filter((ball) => ball !== one.chosen.value)
      .map((ball) =>
        t('descent.one.other', {
          ball: letterOf(ball),
          weight: number(weightOf(ball)),
          verdict: t(`descent.one.short.${key(ball)}`)
        })
      )
    const sentences = [
      one.refused.value ? t('descent.one.refusedPicture') : '',
      t('descent.one.picture', {
        name: t(`descent.curves.${one.shown.value.id}`),
        from: number(from),
        to: number(to)
      }),
      t(
        'descent.one.minimaAt',
        { places: format.value.list(minima.value.map(({ weight }) => number(weight))) },
        minima.value.length
      ),
      now.value,
      verdict.value,
      ...others
    ]
    return sentences.filter((sentence) => sentence !== '').join(' ')
  })

  return {
    number,
    verdict,
    inShort(ball) {
      const { curve } = one.shown.value
      const weights = one.minima.value.map(({ weight }) => weight)
      const reached = minimumReached(weights, weightOf(ball), curve.to - curve.from)
      const short = t(`descent.one.short.${key(ball)}`)
      const resting = ['minimum', 'arrives'].includes(one.verdictOf(ball))
      return resting && weights.length > 1 && reached >= 0
        ? t('descent.one.valley', { number: format.value.whole(reached + 1) })
        : short
    },
    remedy,
    now,
    picture
  }
}
