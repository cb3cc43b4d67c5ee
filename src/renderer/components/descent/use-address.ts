import { nextTick, onScopeDispose, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Address<Name extends string> {
  /** What the address says, or else the default. */
  get: (name: Name) => string
  /** Holds at once; several changes of one moment become one of the address. */
  set: (changes: Readonly<Partial<Record<Name, string>>>) => void
}

/** Between two changes of the address. */
const APART_MILLISECONDS = 200

/**
 * Keeps what is set on a screen in its address, so that the place can be returned to. What is as at
 * first is left out of it; names of others are left as they are.
 */
export function useAddress<Name extends string>(
  defaults: Readonly<Record<Name, string>>
): Address<Name> {
  const route = useRoute()
  const router = useRouter()
  const screen = route.name
  /** What the address does not say yet: it changes a moment later. */
  const pending = shallowRef<Partial<Record<Name, string>>>({})
  let writing = false
  /** When the address was written last, in milliseconds. */
  let written = -Infinity
  /** Whoever has left the screen writes no more: by now the address may be that of another one like it. */
  let left = false
  onScopeDispose(() => (left = true))

  async function write(): Promise<void> {
    writing = true
    await nextTick()
    // of a hand that drags, the address need not follow every move: a change of it concerns all of the page
    const rest = written + APART_MILLISECONDS - performance.now()
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest))
    // on another screen they would be nobody's
    while (!left && Object.keys(pending.value).length > 0 && route.name === screen) {
      const sent = pending.value
      const changes = (Object.keys(sent) as Name[]).map((name) => [
        name,
        sent[name] === defaults[name] ? undefined : sent[name]
      ])
      await router.replace({ query: { ...route.query, ...Object.fromEntries(changes) } })
      if (pending.value === sent) pending.value = {}
    }
    written = performance.now()
    writing = false
  }

  return {
    get(name) {
      const value = pending.value[name] ?? route.query[name]
      return typeof value === 'string' ? value : defaults[name]
    },
    set(changes) {
      pending.value = { ...pending.value, ...changes }
      if (!writing) void write()
    }
  }
}
