import { ref, shallowRef, type Ref } from 'vue'

export interface Command {
  /** A command was sent and not answered yet. */
  busy: Readonly<Ref<boolean>>
  /** Why the last command failed. */
  error: Readonly<Ref<unknown>>
  /** Sends, and keeps what went wrong instead of throwing it. */
  send: (command: () => Promise<unknown>) => Promise<void>
}

/** Commands of one place in the window, with what their buttons and their problem line need. */
export function useCommand(): Command {
  const busy = ref(false)
  const error = shallowRef<unknown>(null)

  return {
    busy,
    error,
    async send(command) {
      busy.value = true
      error.value = null
      try {
        await command()
      } catch (reason) {
        error.value = reason
      } finally {
        busy.value = false
      }
    }
  }
}
