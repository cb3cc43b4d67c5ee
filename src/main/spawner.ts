import { utilityProcess } from 'electron'
import type { ProcessPort } from '../supervisor/process-port'
import type { Log } from './log'

/** Starts a process at once; messages sent before it listens wait for it. */
export function spawnProcess<Outgoing, Incoming>(
  path: string,
  name: string,
  log: Log
): ProcessPort<Outgoing, Incoming> {
  const child = utilityProcess.fork(path, [], {
    serviceName: name,
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let isUnwanted = false
  const kill = (): void => {
    isUnwanted = true
    // no id: it is gone, or only about to begin
    if (child.pid !== undefined) endNow(child.pid)
  }
  child.once('spawn', () => {
    if (isUnwanted) kill()
  })
  child.stderr?.on('data', (text: Buffer) => log.write(name, text.toString().trimEnd()))
  // without a listener, its fatal error would be an uncaught one of the main process
  child.on('error', (type, location) => log.write(name, `${type} at ${location}`))
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.on('exit', () => listener())
    },
    kill
  }
}

/** Not by child.kill(), whose polite signal a process that hangs does not hear. */
function endNow(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL')
  } catch {
    // it ended by itself at this moment
  }
}
