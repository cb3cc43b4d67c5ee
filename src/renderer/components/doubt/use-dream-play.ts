import { onScopeDispose, ref, type Ref } from 'vue'
import type { DreamWalk } from '../../composables/use-dream'

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame)

/** Plays a dream step by step, a step a frame, until `isThere`, or nothing moves on any more. */
export function useDreamPlay(
  dream: DreamWalk,
  isThere: () => boolean
): { playing: Readonly<Ref<boolean>>; play: () => Promise<void>; pause: () => void } {
  const playing = ref(false)

  async function play(): Promise<void> {
    if (playing.value) return
    playing.value = true
    // a person who plays on from where it was sure wants to see more
    const wasThere = isThere()
    while (playing.value) {
      const before = dream.at.value
      await dream.step(1)
      if (dream.at.value === before || (!wasThere && isThere())) break
      await nextFrame()
    }
    playing.value = false
  }
  const pause = (): void => {
    playing.value = false
  }
  onScopeDispose(pause)

  return { playing, play, pause }
}
