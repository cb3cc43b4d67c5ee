import { describe, expect, it } from 'vitest'
import { connectToParent, type ChildProcess } from './parent-port'

interface FakeProcess extends ChildProcess {
  sent: unknown[]
  exitCode: number | null
  /** Tells the listeners of an event. */
  emit(event: string, message?: unknown): void
}

function fakeProcess(): FakeProcess {
  const listeners: { event: string; listener: (message: unknown) => void }[] = []
  return {
    sent: [],
    exitCode: null,
    on(event: string, listener: (message: unknown) => void) {
      listeners.push({ event, listener })
    },
    exit(code) {
      this.exitCode ??= code
    },
    emit(event, message) {
      for (const entry of listeners) if (entry.event === event) entry.listener(message)
    }
  }
}

const never = (): void => undefined

describe('the line of a forked process', () => {
  function forked(): { child: FakeProcess; deliver: (() => void)[] } {
    const child = fakeProcess()
    const deliver: (() => void)[] = []
    child.send = (message, done) => {
      child.sent.push(message)
      deliver.push(done)
    }
    return { child, deliver }
  }

  it('carries messages both ways', () => {
    const { child } = forked()
    const heard: string[] = []
    const port = connectToParent<string, number>(child, never)
    port.onMessage((message) => heard.push(message))
    child.emit('message', 'hello')
    port.send(42)
    expect(heard).toEqual(['hello'])
    expect(child.sent).toEqual([42])
  })

  it('ends when the last word has left, with its code', () => {
    const { child, deliver } = forked()
    const port = connectToParent(child, never)
    port.send('one')
    port.send('two')
    port.end(1)
    deliver[0]()
    expect(child.exitCode).toBeNull()
    deliver[1]()
    expect(child.exitCode).toBe(1)
  })

  it('ends when the parent goes away', () => {
    const { child } = forked()
    connectToParent(child, never)
    child.emit('disconnect')
    expect(child.exitCode).toBe(0)
  })
})

describe('the line of a utility process', () => {
  function utility(): FakeProcess {
    const child = fakeProcess()
    child.parentPort = {
      postMessage: (message) => child.sent.push(message),
      on: (_, listener) => child.on('message', (data) => listener({ data }))
    }
    return child
  }

  it('carries messages both ways', () => {
    const child = utility()
    const heard: string[] = []
    const port = connectToParent<string, number>(child, never)
    port.onMessage((message) => heard.push(message))
    child.emit('message', 'hello')
    port.send(42)
    expect(heard).toEqual(['hello'])
    expect(child.sent).toEqual([42])
  })

  it('leaves its last word time to arrive', () => {
    const child = utility()
    let later = never
    const port = connectToParent(child, (_, task) => {
      later = task
    })
    port.end(0)
    expect(child.exitCode).toBeNull()
    later()
    expect(child.exitCode).toBe(0)
  })
})

it('is refused to a program without a parent', () => {
  expect(() => connectToParent(fakeProcess(), never)).toThrow(/started by Downhill/)
})
