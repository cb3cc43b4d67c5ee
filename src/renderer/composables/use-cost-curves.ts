import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Activation } from '../../shared/run-config'
import type { StudyInput, WeightsAt } from '../../shared/study'
import { nudgeInTurn } from './nudge-in-turn'

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

export interface CostCurves {
  wish: CurveWish
  /** The average cost with each value of the weight. */
  curves: Record<CurveActivation, { x: number; y: number }[]>
}

/** Asked at once, at most; and how often. Jumps are told to a hundredth of the way. */
const AT_ONCE = 61
const PARTS = 3

const ACTIVATIONS: readonly CurveActivation[] = ['step', 'sigmoid']

/** Evenly spread from -reach to +reach. */
export function spreadOver(reach: number, count: number): number[] {
  return Array.from({ length: count }, (_, place) => reach * ((2 * place) / (count - 1) - 1))
}

/** The cost against one weight, with hidden neurons that answer all or nothing, and with smooth ones. */
export function useCostCurves(wish: () => CurveWish): {
  /** null before they were asked for, and as soon as something else is wished for. */
  found: Readonly<ShallowRef<CostCurves | null>>
  busy: Readonly<Ref<boolean>>
  /** 0..1 */
  progress: Readonly<Ref<number>>
  error: Readonly<ShallowRef<unknown>>
  measure: () => Promise<void>
} {
  const found = shallowRef<CostCurves | null>(null)
  const busy = ref(false)
  const progress = ref(0)
  const error = shallowRef<unknown>(null)
  const isStill = (asked: CurveWish): boolean => JSON.stringify(asked) === JSON.stringify(wish())

  watch(
    () => JSON.stringify(wish()),
    () => (found.value = null)
  )

  async function curve(
    { at, index, value, reach, count }: CurveWish,
    activation: CurveActivation,
    tell: () => void
  ): Promise<{ x: number; y: number }[]> {
    const places = spreadOver(reach, AT_ONCE * PARTS)
    const points: { x: number; y: number }[] = []
    for (let from = 0; from < places.length; from += AT_ONCE) {
      const xs = places.slice(from, from + AT_ONCE)
      const question: StudyInput<'study.nudge'> = {
        at,
        over: { kind: 'training', count },
        deltas: [{ index, delta: 1 }],
        factors: xs.map((x) => x - value),
        activation
      }
      const { before, changes } = await nudgeInTurn(question)
      points.push(...xs.map((x, place) => ({ x, y: before + changes[place] })))
      tell()
    }
    return points
  }

  async function measure(): Promise<void> {
    if (busy.value) return
    const asked = wish()
    let done = 0
    busy.value = true
    progress.value = 0
    error.value = null
    const tell = (): void => void (progress.value = ++done / (PARTS * ACTIVATIONS.length))
    try {
      const step = await curve(asked, 'step', tell)
      const sigmoid = await curve(asked, 'sigmoid', tell)
      if (isStill(asked)) found.value = { wish: asked, curves: { step, sigmoid } }
    } catch (reason) {
      error.value = reason
    } finally {
      busy.value = false
    }
  }

  return { found, busy, progress, error, measure }
}
