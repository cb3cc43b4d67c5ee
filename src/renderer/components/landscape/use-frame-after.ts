import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/**
 * What the source was, a frame later than the rest of the page: so that one frame lays out the words of some news, and
 * the next one paints its picture. The source itself is worked out at once. The last one always comes.
 */
export function useFrameAfter<Value>(source: () => Value): Readonly<ShallowRef<Value>> {
  const shown = shallowRef(source())
  let frame = 0

  function show(): void {
    frame = 0
    shown.value = source()
  }
  watch(source, () => {
    if (frame !== 0) return
    // news come between two frames: the first callback is still of the frame that shows their words
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(show)
    })
  })
  onScopeDispose(() => cancelAnimationFrame(frame))
  return shown
}
