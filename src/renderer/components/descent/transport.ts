import { computed, onBeforeUnmount, readonly, ref, watch, type Ref } from 'vue'

/** Steps a second. */
export const SPEEDS = ['1', '4', '15', '60'] as const
export type Speed = (typeof SPEEDS)[number]

/** A page that was hidden, or a slow machine, does not make up for all that it missed. */
const MOST_STEPS_A_FRAME = 4

/** How a descent is moved: by hand, forwards and backwards, or by itself. */
export interface Transport {
  /** Whether it rolls by itself. */
  playing: Readonly<Ref<boolean>>
  /** Whether it can neither roll nor step, wherever the balls are: there is nothing to roll on. */
  isOff: Readonly<Ref<boolean>>
  canStep: Readonly<Ref<boolean>>
  canStepBack: Readonly<Ref<boolean>>
  speed: Ref<Speed>
  /** Rolls, or pauses. */
  toggle: () => void
  pause: () => void
  step: () => void
  stepBack: () => void
  reset: () => void
}

/** What is moved. */
export interface Moved {
  /** One step of the descent. */
  step: () => void
  stepBack: () => void
  /** Back to the starts. */
  reset: () => void
  canStep: Readonly<Ref<boolean>>
  canStepBack: Readonly<Ref<boolean>>
  isOff?: Readonly<Ref<boolean>>
  /** Whether further steps would be too small to be seen: then it rolls no more by itself. */
  atRest?: Readonly<Ref<boolean>>
}

/**
 * Moves a descent. What moves by itself does so in steps, each of them shown as it is: nothing is
 * put between two steps that the rule does not say. By hand every move pauses it.
 */
export function useTransport(moved: Moved): Transport {
  const playing = ref(false)
  const speed = ref<Speed>('4')
  let frame = 0
  /** When the next step is due, in milliseconds. */
  let due = 0

  const isOff = computed(() => moved.isOff?.value === true)
  const canStep = computed(() => !isOff.value && moved.canStep.value)
  const canRoll = (): boolean => canStep.value && moved.atRest?.value !== true

  function roll(now: number): void {
    for (let steps = 0; now >= due && steps < MOST_STEPS_A_FRAME; steps++) {
      if (!canRoll()) return pause()
      moved.step()
      due += 1000 / Number(speed.value)
    }
    if (now >= due) due = now
    frame = requestAnimationFrame(roll)
  }

  function play(): void {
    if (isOff.value) return
    // at the end there is but one way to roll again
    if (!canRoll()) moved.reset()
    if (!canRoll()) return
    playing.value = true
    due = 0
    frame = requestAnimationFrame((now) => {
      due = now
      roll(now)
    })
  }

  function pause(): void {
    playing.value = false
    cancelAnimationFrame(frame)
  }

  function byHand(move: () => void): () => void {
    return () => {
      pause()
      move()
    }
  }

  // a new speed holds from now on, not after a slow step that was waited for
  watch(speed, () => (due = Math.min(due, performance.now())))
  watch(isOff, (off) => off && pause())
  onBeforeUnmount(pause)

  return {
    playing: readonly(playing),
    isOff,
    canStep,
    canStepBack: moved.canStepBack,
    speed,
    toggle: () => (playing.value ? pause() : play()),
    pause,
    step: byHand(() => {
      if (canStep.value) moved.step()
    }),
    stepBack: byHand(() => {
      if (moved.canStepBack.value) moved.stepBack()
    }),
    reset: byHand(moved.reset)
  }
}
