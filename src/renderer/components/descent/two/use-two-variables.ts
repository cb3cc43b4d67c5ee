import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { FUNCTIONS_OF_TWO } from '../../../descent/two-functions'
import {
  SURFACE_IDS,
  type FunctionOfTwo,
  type Point,
  type SurfaceId
} from '../../../descent/two-model'
import { atStart, OPTIMISERS_OF_TWO, type OptimiserOfTwo } from '../../../descent/two-optimisers'
import { fateOf, type Fate } from '../../../descent/two-fate'
import {
  isLost,
  stateOf,
  stepAll,
  stepAllBack,
  toStarts,
  type BallOfTwo,
  type RollRule,
  type WalkOfTwo
} from '../../../descent/two-walk'
import { useUnhurried } from '../../surface/use-unhurried'
import { useTransport, type Transport } from '../transport'
import { useAddress } from '../use-address'

/** More starts could not be told apart. */
export const MOST_STARTS = 6
/** A ball that has not arrived by then is shown where it is. */
const MOST_STEPS = 20_000

export interface TwoVariables {
  surface: Ref<SurfaceId>
  of: ComputedRef<FunctionOfTwo>
  rate: Ref<number>
  /** In units of the surface's usual slope. */
  noise: Ref<number>
  optimisers: Ref<readonly OptimiserOfTwo[]>
  starts: Readonly<ShallowRef<readonly Point[]>>
  balls: ComputedRef<readonly BallOfTwo[]>
  /** The balls as words and numbers tell of them: while they roll, ten times a second. */
  toldBalls: ComputedRef<readonly BallOfTwo[]>
  /** What becomes of each of those, in their order. */
  toldFates: ComputedRef<readonly Fate[]>
  /** Steps since the last reset. */
  moment: ComputedRef<number>
  /** The ball that the numbers and arrows are about: its place in `balls`. */
  chosen: Ref<number>
  transport: Transport
  place: (start: Point) => void
  /** Leaves one start, where the surface's first ball stands. */
  clear: () => void
  /** Other noise, from the starts on. */
  drawNoise: () => void
}

const isOneOf = <Item extends string>(list: readonly Item[], text: string): text is Item =>
  (list as readonly string[]).includes(text)

/** All that can be set and moved on a map with two variables; what is set is kept in the address. */
export function useTwoVariables(): TwoVariables {
  const address = useAddress({
    surface: 'himmelblau',
    rate2: '',
    noise: '0',
    optimisers: 'plain',
    starts: ''
  })

  const surface = computed<SurfaceId>({
    get: () => {
      const text = address.get('surface')
      return isOneOf(SURFACE_IDS, text) ? text : 'himmelblau'
    },
    // rates and places of one surface mean nothing on another
    set: (chosen) => address.set({ surface: chosen, rate2: '', starts: '' })
  })
  const of = computed(() => FUNCTIONS_OF_TWO[surface.value])
  const rate = computed<number>({
    get: () => {
      const given = Number(address.get('rate2'))
      return given > 0 && Number.isFinite(given) ? given : of.value.rates.first
    },
    set: (chosen) => address.set({ rate2: chosen === of.value.rates.first ? '' : String(chosen) })
  })
  const noise = computed<number>({
    get: () => Math.min(3, Math.max(0, Number(address.get('noise')) || 0)),
    set: (chosen) => address.set({ noise: String(chosen) })
  })
  const optimisers = computed<readonly OptimiserOfTwo[]>({
    get: () => {
      const given = address.get('optimisers').split('-')
      const known = OPTIMISERS_OF_TWO.filter((each) => given.includes(each))
      const chosen: readonly OptimiserOfTwo[] = known.length > 0 ? known : ['plain']
      return chosen
    },
    set: (chosen) => address.set({ optimisers: chosen.join('-') })
  })

  const seed = ref(1)
  const chosen = ref(0)
  const starts = shallowRef<readonly Point[]>([])
  const walk = shallowRef<WalkOfTwo>({ moment: 0, balls: [] })
  const rule = computed<RollRule>(() => ({
    rate: rate.value,
    noise: noise.value,
    seed: seed.value
  }))

  /** A start that an address gave, or that was clicked, as the next ones after those that are there. */
  function ballsOf(place: Point, start: number, since: number): BallOfTwo[] {
    return optimisers.value.map((optimiser, index) => ({
      id: start * OPTIMISERS_OF_TWO.length + index,
      start,
      optimiser,
      since,
      states: [atStart(place)]
    }))
  }
  function begin(): void {
    starts.value = startsIn(address.get('starts')) ?? [of.value.start]
    walk.value = {
      moment: 0,
      balls: starts.value.flatMap((each, start) => ballsOf(each, start, 0))
    }
    chosen.value = 0
  }

  const canStep = computed(
    () =>
      walk.value.moment < MOST_STEPS &&
      walk.value.balls.some((ball) => !isLost(of.value, stateOf(ball)))
  )
  const fatesOf = (balls: readonly BallOfTwo[]): Fate[] =>
    balls.map(({ states }) => fateOf(of.value, states))
  const atRest = computed(
    () =>
      noise.value === 0 &&
      fatesOf(walk.value.balls).every(
        (fate) => fate === 'settled' || fate === 'stuck' || fate === 'lost'
      )
  )
  const transport = useTransport({
    step: () => (walk.value = stepAll(walk.value, of.value, rule.value)),
    stepBack: () => (walk.value = stepAllBack(walk.value)),
    reset: () => (walk.value = toStarts(walk.value)),
    canStep,
    canStepBack: computed(() => walk.value.moment > 0),
    atRest
  })
  const told = useUnhurried(
    () => ({ balls: walk.value.balls, rolls: transport.playing.value }),
    (now, shown) => !now.rolls || now.balls.length !== shown.balls.length
  )
  const toldBalls = computed(() => told.value.balls)

  // as words: the list is another one after every change of the address
  watch(
    () => [surface.value, ...optimisers.value].join(),
    () => {
      transport.pause()
      begin()
    },
    { immediate: true }
  )

  function keepStarts(): void {
    address.set({ starts: starts.value.map(({ x, y }) => `${x},${y}`).join(';') })
  }

  return {
    surface,
    of,
    rate,
    noise,
    optimisers,
    starts,
    balls: computed(() => walk.value.balls),
    toldBalls,
    toldFates: computed(() => fatesOf(toldBalls.value)),
    moment: computed(() => walk.value.moment),
    chosen,
    transport,
    place({ x, y }) {
      if (starts.value.length >= MOST_STARTS) return
      const place = { x: Number(x.toPrecision(4)), y: Number(y.toPrecision(4)) }
      const { moment, balls } = walk.value
      const more = ballsOf(place, starts.value.length, moment)
      starts.value = [...starts.value, place]
      walk.value = { moment, balls: [...balls, ...more] }
      chosen.value = balls.length
      keepStarts()
    },
    clear() {
      transport.pause()
      address.set({ starts: '' })
      starts.value = [of.value.start]
      walk.value = { moment: 0, balls: ballsOf(of.value.start, 0, 0) }
      chosen.value = 0
    },
    drawNoise() {
      seed.value++
      transport.reset()
    }
  }
}

/** The places of "1,2;-3,0.5"; null where that is no list of places. */
function startsIn(text: string): Point[] | null {
  if (text === '') return null
  const places = text.split(';').map((each) => {
    const [x, y] = each.split(',').map(Number)
    return { x, y }
  })
  const areGood = places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  return areGood ? places.slice(0, MOST_STARTS) : null
}
