import { vi } from 'vitest'
import type {
  Bridge,
  EventName,
  Events,
  RequestInput,
  RequestName,
  Responses
} from '../../shared/contract'
import { toPlainError } from '../../shared/errors'

type Handlers = {
  [Name in RequestName]?: (input: RequestInput<Name>) => Responses[Name] | Promise<Responses[Name]>
}

export interface FakeBridge {
  /** Answers requests of a name from now on. */
  answer<Name extends RequestName>(name: Name, handler: NonNullable<Handlers[Name]>): void
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void
  /** How many listen to an event. */
  listeners: (name: EventName) => number
}

/**
 * Puts a main process into `window.downhill` that answers as told. Like the real one it copies
 * what it is sent, which throws on what cannot cross a process border.
 */
export function installFakeBridge(): FakeBridge {
  const handlers: Handlers = {}
  const listening = new Map<EventName, Set<(payload: never) => void>>()
  const of = (name: EventName): Set<(payload: never) => void> => {
    const known = listening.get(name) ?? new Set()
    listening.set(name, known)
    return known
  }

  const bridge: Bridge = {
    async request(name, input) {
      const handler = handlers[name]
      try {
        if (!handler) throw new Error(`no answer to ${name}`)
        return { ok: true, value: structuredClone(await handler(structuredClone(input))) }
      } catch (error) {
        return { ok: false, error: toPlainError(error) }
      }
    },
    on(name, listener) {
      of(name).add(listener)
      return () => of(name).delete(listener)
    },
    importDropped: async () => ({ ok: true, value: [] })
  }
  vi.stubGlobal('window', Object.assign(globalThis.window ?? {}, { downhill: bridge }))

  return {
    answer: (name, handler) => {
      handlers[name] = handler
    },
    emit(name, payload) {
      for (const listener of of(name)) (listener as (sent: typeof payload) => void)(payload)
    },
    listeners: (name) => of(name).size
  }
}
