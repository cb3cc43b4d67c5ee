import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { MOST_DREAM_STEPS, PIXELS } from '../../shared/doubt'
import type { WeightSource } from '../../shared/weight-source'
import { request } from '../api'

/** One moment of a dream. */
export interface DreamFrame {
  /** PIXELS values, 0 = paper, 1 = ink. */
  pixels: Float32Array
  cost: number
  outputs: readonly number[]
}

export interface DreamSettings {
  source: WeightSource
  wanted: number
  rate: number
  smoothness: number
}

export interface DreamWalk {
  frames: Readonly<Ref<readonly DreamFrame[]>>
  /** Which of them is shown; it is how many steps were taken. */
  at: Readonly<Ref<number>>
  frame: ComputedRef<DreamFrame | undefined>
  busy: Readonly<Ref<boolean>>
  error: Readonly<Ref<unknown>>
  /** Begins anew from these pixels. */
  begin: (pixels: Float32Array) => Promise<void>
  /** Goes so many steps forward; what was dreamt already is not dreamt again. */
  step: (count: number) => Promise<void>
  back: () => void
}

export const MOST_FRAMES = 2001

/**
 * A walk downhill over the pixels, forward and back. With another rate or smoothness it goes on from
 * where it stands; another network or wanted answer makes it a new one, which the caller begins.
 */
export function useDream(settings: () => DreamSettings): DreamWalk {
  const frames = shallowRef<readonly DreamFrame[]>([])
  const at = ref(0)
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  let turn = 0

  async function ask(pixels: Float32Array, steps: number): Promise<DreamFrame[] | null> {
    const began = ++turn
    busy.value = true
    try {
      const { source, ...rest } = settings()
      const input = { ...rest, source: { ...source }, pixels: new Float32Array(pixels), steps }
      const { pixels: all, costs, outputs } = await request('doubt.dream', input)
      if (began !== turn) return null
      error.value = null
      return costs.map((cost, step) => ({
        pixels: all.slice(step * PIXELS, (step + 1) * PIXELS),
        cost,
        outputs: outputs[step]
      }))
    } catch (reason) {
      if (began === turn) error.value = reason
      return null
    } finally {
      if (began === turn) busy.value = false
    }
  }

  // the way on from here is another one
  watch([() => settings().rate, () => settings().smoothness], () => {
    turn++
    busy.value = false
    frames.value = frames.value.slice(0, at.value + 1)
  })
  onScopeDispose(() => turn++)

  return {
    frames,
    at,
    frame: computed(() => frames.value.at(at.value)),
    busy,
    error,
    async begin(pixels) {
      frames.value = []
      at.value = 0
      const first = await ask(pixels, 1)
      if (first) frames.value = first
    },
    async step(count) {
      const last = frames.value.at(-1)
      if (!last || busy.value) return
      // of a diverged network: its slope is no number, and leads nowhere
      if (!Number.isFinite(frames.value[at.value].cost)) return
      const missing = Math.min(MOST_FRAMES, at.value + count + 1) - frames.value.length
      if (missing > 0) {
        const more = await ask(last.pixels, Math.min(MOST_DREAM_STEPS, missing))
        if (!more) return
        frames.value = [...frames.value, ...more.slice(1)]
      }
      at.value = Math.min(at.value + count, frames.value.length - 1)
    },
    back() {
      at.value = Math.max(0, at.value - 1)
    }
  }
}
