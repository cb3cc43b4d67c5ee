import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue'

/**
 * The same value, but told at most once in so many milliseconds: a table of numbers that change ten
 * times a second is drawn for nobody.
 * @param atOnce what is not waited with: where one of these changes, the value is told now
 */
export function calm<Value>(
  getter: () => Value,
  interval: number,
  atOnce: readonly WatchSource[]
): Readonly<ShallowRef<Value>> {
  const told = shallowRef(getter())
  let last = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined

  function tell(): void {
    clearTimeout(timer)
    timer = undefined
    last = performance.now()
    told.value = getter()
  }

  // before the parts that hang on it are drawn
  watch([...atOnce], tell, { flush: 'sync' })
  watch(getter, () => {
    timer ??= setTimeout(tell, Math.max(0, last + interval - performance.now()))
  })
  onScopeDispose(() => clearTimeout(timer))
  return told
}
