import { watch, type WatchSource } from 'vue'

/**
 * When a change takes away the very control that has the focus (the row that was deleted, the button of a run
 * that has ended), the focus would fall back to the start of the window. It goes to the screen's
 * heading instead, from where the keyboard goes on.
 */
export function useFocusRescue(source: WatchSource): void {
  let hadFocus = false

  watch(source, () => (hadFocus = document.activeElement !== document.body), { flush: 'pre' })
  watch(
    source,
    () => {
      // a control that was only disabled loses the focus with the next frame
      requestAnimationFrame(() => {
        if (hadFocus && document.activeElement === document.body) {
          document.querySelector('h1')?.focus()
        }
      })
    },
    { flush: 'post' }
  )
}
