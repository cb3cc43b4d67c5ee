import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Activation } from '../../shared/run-config'
import type { WeightsAt } from '../../shared/study'
import { useStudyAnswer, type StudyAnswer } from './use-study-answer'

/** Of one weight: where its cost is measured. */
export interface CurveWish {
  at: WeightsAt
  index: number
  /** As it is at this place of the run, changes by hand included. */
  value: number
  /** The weight goes from -reach to +reach. */
  reach: number
  /** Training images that the cost is the average of. */
  count: number
}

export type CurveActivation = Extract<Activation, 'step' | 'sigmoid'>

interface CurvePoint {
  x: number
  y: number
}

export interface CostCurves {
  wish: CurveWish
  /** The average cost with each value of the weight. */
  curves: Record<CurveActivation, CurvePoint[]>
}

/** So many that jumps are told to a hundredth of the way. */
const PLACES = 183

/** Evenly spread from -reach to +reach. */
export function spreadOver(reach: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => reach * ((2 * place) / (count - 1) - 1))
}

/** The cost against one weight, with hidden neurons that answer all or nothing, and with smooth ones. */
export function useCostCurves(wish: () => CurveWish): {
  /** null before they were asked for, and as soon as something else is wished for. */
  found: ComputedRef<CostCurves | null>
  busy: ComputedRef<boolean>
  /** 0..1 */
  progress: ComputedRef<number>
  error: ComputedRef<unknown>
  measure: () => void
  /** Calls them off: there is no answer then, and no error. */
  cancel: () => void
} {
  const asked = shallowRef<CurveWish | null>(null)
  watch(
    () => JSON.stringify(wish()),
    () => (asked.value = null)
  )

  function ask(activation: CurveActivation): StudyAnswer<'study.nudge'> {
    return useStudyAnswer('study.nudge', () => {
      if (!asked.value) return null
      const { at, index, value, reach, count } = asked.value
      return {
        at,
        over: { kind: 'training', count },
        deltas: [{ index, delta: 1 }],
        factors: spreadOver(reach, PLACES).map((x) => x - value),
        activation
      }
    })
  }
  const curves = { step: ask('step'), sigmoid: ask('sigmoid') }
  const both = [curves.step, curves.sigmoid]

  function pointsOf({ answer }: StudyAnswer<'study.nudge'>, reach: number): CurvePoint[] {
    const { before, changes } = answer.value ?? { before: NaN, changes: [] }
    return spreadOver(reach, PLACES).map((x, place) => ({ x, y: before + changes[place] }))
  }

  return {
    found: computed(() => {
      if (!asked.value || both.some(({ answer }) => !answer.value)) return null
      const { reach } = asked.value
      const [step, sigmoid] = both.map((curve) => pointsOf(curve, reach))
      return { wish: asked.value, curves: { step, sigmoid } }
    }),
    busy: computed(() => both.some(({ busy }) => busy.value)),
    progress: computed(() =>
      both.reduce((sum, { answer, progress }) => {
        return sum + (answer.value ? 1 : (progress.value ?? 0)) / both.length
      }, 0)
    ),
    error: computed(() => both.find(({ error }) => error.value)?.error.value ?? null),
    measure() {
      const before = asked.value
      asked.value = wish()
      if (before) for (const curve of both) curve.ask()
    },
    cancel: () => both.forEach((curve) => curve.cancel())
  }
}
