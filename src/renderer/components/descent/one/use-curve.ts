import { computed, shallowRef, watchEffect, type ComputedRef } from 'vue'
import { KNOWN_FUNCTIONS, KNOWN_IDS, type FunctionOfOne } from '../../../descent/one-functions'
import { drawCurve, type Curve } from '../../../descent/one-layout'
import type { TypedFunction } from '../../../descent/typed-function'
import type { FormulaProblem } from '../../../descent/typed-problem'
import type { Address } from '../use-address'

/** The functions known by name, and the one typed in. */
export const CURVE_IDS = [...KNOWN_IDS, 'own'] as const
export type CurveId = (typeof CURVE_IDS)[number]

export const CURVE_DEFAULTS = {
  curve: 'valleys',
  formula: 'x^2 / 4 + sin(3x)',
  from: '-4',
  to: '4'
} as const

/** A ball's first place on a typed curve, as a share of the picture, and its rate. */
const OWN_START = 0.12
const OWN_RATE = 0.05
/** Numbers further out leave no room for the steps between them. */
const FARTHEST = 1e6

/** The function to be descended, and how it is shown. */
export interface Shown {
  id: CurveId
  of: FunctionOfOne
  tex: string
  curve: Curve
  start: number
  rate: number
}

export interface CurveChoice {
  id: ComputedRef<CurveId>
  /** What is shown: of a typed formula that is not understood, what was shown before. */
  shown: ComputedRef<Shown>
  /** What is wrong with the typed formula. */
  problem: ComputedRef<FormulaProblem | { kind: 'noHeight' } | null>
  /** Whether the ends of the axis are no numbers, or the wrong way round. */
  badAxis: ComputedRef<boolean>
  /** Whether what is shown is not what was asked for, because that is refused. */
  refused: ComputedRef<boolean>
}

function showKnown(id: (typeof KNOWN_IDS)[number]): Shown {
  const { tex, from, to, start, rate, ...of } = KNOWN_FUNCTIONS[id]
  const curve = drawCurve(of, from, to)
  if (!curve) throw new Error(`The function ${id} has no heights.`)
  return { id, of, tex, curve, start, rate }
}

/** Near the left end, or the first place after it where the function has a height. */
function ownStart(of: FunctionOfOne, from: number, to: number): number {
  const places = Array.from({ length: 40 }, (_, place) =>
    Number((from + (OWN_START + place / 50) * (to - from)).toPrecision(3))
  )
  const isGood = (weight: number): boolean =>
    Number.isFinite(of.value(weight)) && Number.isFinite(of.slope(weight))
  return places.find(isGood) ?? places[0]
}

/** Which curve the address names. */
export function useCurve(address: Address<keyof typeof CURVE_DEFAULTS>): CurveChoice {
  const id = computed(
    () => CURVE_IDS.find((each) => each === address.get('curve')) ?? CURVE_DEFAULTS.curve
  )
  // the parser is large: it is loaded when it is needed
  const read = shallowRef<(text: string) => TypedFunction>()
  watchEffect(() => {
    if (id.value !== 'own' || read.value) return
    void import('../../../descent/typed-function').then(({ readFormula }) => {
      read.value = readFormula
    })
  })

  // texts that stay the same are read once, whatever else changes in the address
  const formula = computed(() => address.get('formula'))
  const ends = computed(() => `${address.get('from')},${address.get('to')}`)
  const typed = computed(() => (id.value === 'own' ? read.value?.(formula.value) : undefined))
  const axis = computed(() => {
    const [from, to] = ends.value.split(',').map(Number)
    const good = from < to && Math.abs(from) <= FARTHEST && Math.abs(to) <= FARTHEST
    return good ? { from, to } : undefined
  })
  const own = computed<Shown | undefined>((before) => {
    if (!typed.value?.ok || !axis.value) return before
    const { tex, ...of } = typed.value
    const { from, to } = axis.value
    const curve = drawCurve(of, from, to)
    const start = ownStart(of, from, to)
    return curve ? { id: 'own', of, tex, curve, start, rate: OWN_RATE } : before
  })

  const shown = computed<Shown>((before) => {
    if (id.value !== 'own') return before?.id === id.value ? before : showKnown(id.value)
    return own.value ?? before ?? showKnown(CURVE_DEFAULTS.curve)
  })
  const problem = computed(() => {
    if (!typed.value) return null
    if (!typed.value.ok) return typed.value.problem
    const seen = axis.value && drawCurve(typed.value, axis.value.from, axis.value.to)
    return axis.value && !seen ? { kind: 'noHeight' as const } : null
  })
  const badAxis = computed(() => id.value === 'own' && !axis.value)
  const refused = computed(() => problem.value !== null || badAxis.value)
  return { id, shown, problem, badAxis, refused }
}
