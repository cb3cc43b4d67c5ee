import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import {
  LARGEST_RATE,
  LEAST_RATE,
  judge,
  minimaOf,
  remedyFor,
  type Remedy,
  type Verdict
} from '../../../descent/one-verdict'
import { nextWeight, type Rule } from '../../../descent/one-rule'
import {
  canMove,
  newBall,
  stepAll,
  stepAllBack,
  toStarts,
  weightOf,
  type Ball,
  type Walk
} from '../../../descent/one-walk'
import { useAddress, type Address } from '../use-address'
import { useTransport, type Transport } from '../transport'
import { CURVE_DEFAULTS, useCurve, type CurveChoice, type CurveId } from './use-curve'

/** As many as there are colours and letters that are told apart. */
export const MOST_BALLS = 8
/** Of the button that puts down several. */
const SPREAD = 6
/** Steps shorter than this share of the picture's width cannot be seen. */
const UNSEEN = 1e-5

const DEFAULTS = {
  ...CURVE_DEFAULTS,
  /** Empty: as suits the curve. */
  eta: '',
  starts: '',
  step: 'proportional',
  without: ''
}

export interface OneVariable extends CurveChoice {
  address: Address<keyof typeof DEFAULTS>
  rule: ComputedRef<Rule>
  walk: Readonly<Ref<Walk>>
  /** The ball whose numbers are told. */
  chosen: ComputedRef<Ball>
  verdictOf: (ball: Ball) => Verdict
  remedy: ComputedRef<Remedy | undefined>
  minima: ComputedRef<{ weight: number; height: number }[]>
  transport: Transport
  choose: (id: number) => void
  chooseCurve: (id: CurveId) => void
  change: (changes: Remedy) => void
  /** Puts the chosen ball, or the one with this number, at a new start. */
  place: (start: number, id?: number) => void
  /** The same, as exact as a picture is. */
  point: (start: number) => void
  addBall: (start?: number) => void
  removeBall: (id: number) => void
  spread: () => void
  /** What would help: done, and tried at once. */
  mend: () => void
}

/** A start as exact as a picture is: in steps of about a five-hundredth of its width. */
function rounded(start: number, width: number): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(width) - 2.5))
  return Number(start.toFixed(decimals))
}

/** Everything on the screen of one variable. */
export function useOneVariable(): OneVariable {
  const address = useAddress(DEFAULTS)
  const choice = useCurve(address)
  const { shown } = choice
  const width = computed(() => shown.value.curve.to - shown.value.curve.from)

  const rule = computed<Rule>(() => {
    const eta = Number(address.get('eta') || NaN)
    const left = address.get('without').split(',')
    return {
      rate: eta >= LEAST_RATE && eta <= LARGEST_RATE ? eta : shown.value.rate,
      size: address.get('step') === 'fixed' ? 'fixed' : 'proportional',
      keepsWeight: !left.includes('weight'),
      keepsRate: !left.includes('rate')
    }
  })
  const starts = computed(() => {
    const told = address
      .get('starts')
      .split(',')
      .filter((text) => text !== '' && Number.isFinite(Number(text)))
      .slice(0, MOST_BALLS)
      .map(Number)
    return told.length > 0 ? told : [shown.value.start]
  })

  const walk = shallowRef<Walk>({
    moment: 0,
    balls: starts.value.map((start, id) => newBall(id, start, 0))
  })
  const chosenId = ref(0)
  const chosen = computed(
    () => walk.value.balls.find(({ id }) => id === chosenId.value) ?? walk.value.balls[0]
  )

  const canStep = computed(() => canMove(walk.value, rule.value, shown.value.of, width.value))
  const atRest = computed(() =>
    walk.value.balls.every((ball) => {
      const weight = weightOf(ball)
      const move = Math.abs(nextWeight(rule.value, shown.value.of, weight) - weight)
      return (
        !(move > UNSEEN * width.value) ||
        !canMove({ ...walk.value, balls: [ball] }, rule.value, shown.value.of, width.value)
      )
    })
  )
  const transport = useTransport({
    step: () => (walk.value = stepAll(walk.value, rule.value, shown.value.of, width.value)),
    stepBack: () => (walk.value = stepAllBack(walk.value)),
    reset: () => (walk.value = toStarts(walk.value)),
    canStep,
    canStepBack: computed(() => walk.value.moment > 0),
    isOff: choice.refused,
    atRest
  })

  /** Puts down these balls, and keeps their starts in the address. */
  function put(moment: number, balls: readonly Ball[]): void {
    walk.value = { moment, balls }
    const told = balls.map(({ path }) => String(path[0])).join()
    address.set({ starts: told === String(shown.value.start) ? '' : told })
  }

  // another curve, or other starts in the address than those of the balls
  watch([starts, () => shown.value.of], ([wanted, of], [, before]) => {
    const { balls } = walk.value
    const same =
      wanted.length === balls.length && wanted.every((start, at) => start === balls[at].path[0])
    if (same && of === before) return
    transport.pause()
    walk.value = { moment: 0, balls: wanted.map((start, id) => newBall(id, start, 0)) }
    chosenId.value = 0
  })

  function change(changes: Remedy): void {
    const next = { ...rule.value, ...changes }
    const left = [next.keepsWeight ? '' : 'weight', next.keepsRate ? '' : 'rate'].filter(Boolean)
    address.set({
      eta: next.rate === shown.value.rate ? '' : String(next.rate),
      step: next.size,
      without: left.join()
    })
  }

  function place(start: number, id = chosen.value.id): void {
    const { moment, balls } = walk.value
    const moved = newBall(id, start, moment)
    put(
      moment,
      balls.map((ball) => (ball.id === id ? moved : ball))
    )
  }

  const verdictOf = (ball: Ball): Verdict =>
    judge(ball.path, rule.value, shown.value.of, shown.value.curve)
  const remedy = computed(() =>
    choice.refused.value
      ? undefined
      : remedyFor(verdictOf(chosen.value), rule.value, shown.value.of, shown.value.curve)
  )

  return {
    ...choice,
    address,
    rule,
    walk,
    chosen,
    verdictOf,
    remedy,
    minima: computed(() => minimaOf(shown.value.of, shown.value.curve)),
    transport,
    choose: (id) => (chosenId.value = id),
    chooseCurve: (curve) => address.set({ curve, eta: '', starts: '' }),
    change,
    point: (start) => place(rounded(start, width.value)),
    place,
    addBall(start) {
      const { moment, balls } = walk.value
      if (balls.length >= MOST_BALLS) return
      const free = Array.from({ length: MOST_BALLS }, (_, id) => id)
      const id = free.find((each) => balls.every((ball) => ball.id !== each)) ?? 0
      const { from } = shown.value.curve
      // as far as can be from those that are there: each in a place of its own
      const place = start ?? from + width.value * ((0.31 + 0.382 * id) % 1)
      put(moment, [...balls, newBall(id, rounded(place, width.value), moment)])
      chosenId.value = id
    },
    removeBall(id) {
      const { moment, balls } = walk.value
      if (balls.length > 1)
        put(
          moment,
          balls.filter((ball) => ball.id !== id)
        )
    },
    spread() {
      transport.pause()
      const { from } = shown.value.curve
      const places = Array.from({ length: SPREAD }, (_, at) =>
        rounded(from + (width.value * (at + 0.5)) / SPREAD, width.value)
      )
      put(
        0,
        places.map((start, id) => newBall(id, start, 0))
      )
      chosenId.value = 0
    },
    mend() {
      if (!remedy.value) return
      change(remedy.value)
      transport.reset()
      transport.toggle()
    }
  }
}
