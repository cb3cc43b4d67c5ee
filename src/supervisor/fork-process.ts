import { fork } from 'node:child_process'
import type { ProcessPort } from './process-port'

/**
 * Starts a built module as a child process of plain Node, with a channel on which bytes stay bytes.
 * What it writes to its error output appears on ours.
 */
export function forkProcess<Outgoing, Incoming>(path: string): ProcessPort<Outgoing, Incoming> {
  const child = fork(path, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Ctrl-C in a terminal goes to the whole group: the child is to hear of it from us
    detached: process.platform !== 'win32',
    execArgv: []
  })
  const exitListeners: (() => void)[] = []
  let isGone = false
  let isDisconnected = false

  // messages may still be in the channel when the process itself has ended
  const tellExit = (): void => {
    if (isGone && isDisconnected) for (const listener of exitListeners.splice(0)) listener()
  }
  child.on('exit', () => {
    isGone = true
    tellExit()
  })
  child.on('disconnect', () => {
    isDisconnected = true
    tellExit()
  })
  child.on('error', () => {
    // it could not be started, or not be spoken to any more: without a process there is no `exit`
    if (child.pid !== undefined) return
    isGone = isDisconnected = true
    tellExit()
  })

  return {
    send: (message) => {
      // a process on its way out cannot hear: that is no error, its exit is told to those who listen
      child.send(message as object, () => undefined)
    },
    onMessage: (listener) => {
      child.on('message', (message) => listener(message as Incoming))
    },
    onExit: (listener) => {
      exitListeners.push(listener)
      if (isGone && isDisconnected) process.nextTick(tellExit)
    },
    kill: () => {
      child.kill('SIGKILL')
    }
  }
}
