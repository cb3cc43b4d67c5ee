import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** In milliseconds. Nobody reads numbers that change faster, and to lay out words takes longer than to move a ball. */
const APART = 100

/**
 * The source as words tell of it: at most ten times a second another one, and the last one always.
 * @param isUrgent what must not wait: then pictures and words are of one moment
 */
export function useUnhurried<Value>(
  source: () => Value,
  isUrgent: (now: Value, shown: Value) => boolean = () => false
): Readonly<ShallowRef<Value>> {
  const shown = shallowRef(source())
  let due = 0
  let timer = 0

  function show(): void {
    window.clearTimeout(timer)
    timer = 0
    due = performance.now() + APART
    shown.value = source()
  }
  watch(source, (now) => {
    const wait = due - performance.now()
    if (wait <= 0 || isUrgent(now, shown.value)) show()
    else if (timer === 0) timer = window.setTimeout(show, wait)
  })
  onScopeDispose(() => window.clearTimeout(timer))
  return shown
}
