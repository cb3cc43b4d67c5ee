/** A child process's line to the process that started it, of whichever kind. */
export interface ParentPort<Incoming, Outgoing> {
  send(message: Outgoing): void
  onMessage(listener: (message: Incoming) => void): void
  /** Says the last word, if any, and ends the process; code 0 means that all went well. */
  end(code: number): void
}

/** As much of Node's `process` as is needed, with what Electron adds in a utility process. */
export interface ChildProcess {
  parentPort?: {
    postMessage(message: unknown): void
    on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  }
  send?(message: unknown, done: () => void): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
  exit(code: number): void
}

/** Electron has no callback for a message that has left; its parent ends the process before this. */
const LAST_MESSAGE_TIME = 1000

/**
 * The line to the parent: Electron's port in a utility process, Node's channel in a forked one. Both
 * ends are our own program, so messages are taken to be what their types say.
 *
 * A process whose parent went away exits: nobody would ever hear of its work. (Electron ends its
 * utility processes itself.)
 */
export function connectToParent<Incoming, Outgoing>(
  child: ChildProcess,
  after: (milliseconds: number, task: () => void) => void
): ParentPort<Incoming, Outgoing> {
  const { parentPort } = child
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data as Incoming)),
      end: (code) => after(LAST_MESSAGE_TIME, () => child.exit(code))
    }
  }
  if (!child.send) throw new Error('This program is started by Downhill, not by hand.')
  let underWay = 0
  let exitCode: number | null = null
  const leaveWhenSent = (): void => {
    if (exitCode !== null && underWay === 0) child.exit(exitCode)
  }
  child.on('disconnect', () => child.exit(0))
  return {
    send: (message) => {
      underWay++
      child.send?.(message, () => {
        underWay--
        leaveWhenSent()
      })
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as Incoming)),
    end: (code) => {
      exitCode = code
      leaveWhenSent()
    }
  }
}
