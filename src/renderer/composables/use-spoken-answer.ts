import { onBeforeUnmount, watch } from 'vue'
import { announce } from './use-announcer'

/** Milliseconds that the pen may go on changing the answer before it is spoken. */
const DELAY = 1500

/**
 * Speaks a sentence through the live region when `key` has changed, and then what it says by the
 * end of the delay: not every answer on the way to the finished digit. A key of null is silent.
 */
export function useSpokenAnswer(key: () => string | null, sentence: () => string): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let spoken: string | null = null

  watch(key, (now) => {
    if (now === null) spoken = null
    if (now === null || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      const last = key()
      if (last === null || last === spoken) return
      spoken = last
      announce(sentence())
    }, DELAY)
  })

  onBeforeUnmount(() => clearTimeout(timer))
}
