import { ref, type Ref } from 'vue'

const sentence = ref('')
let lastSpoken = -Infinity

/**
 * Says a sentence through the window's one polite live region (App.vue).
 * `atMostEvery`, in milliseconds, drops the sentence when anything was said so shortly before.
 */
export function announce(text: string, options: { atMostEvery?: number } = {}): void {
  const now = performance.now()
  if (now - lastSpoken < (options.atMostEvery ?? 0)) return
  lastSpoken = now
  // the same words again would be no change to the region, hence not be read: a space makes one
  sentence.value = text === sentence.value ? `${text}\u00a0` : text
}

/** What the live region holds. */
export function useAnnouncer(): { sentence: Readonly<Ref<string>>; announce: typeof announce } {
  return { sentence, announce }
}
