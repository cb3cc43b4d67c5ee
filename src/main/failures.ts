import { app } from 'electron'
import type { Log } from './log'

/**
 * What happens on an error that nobody caught. Electron would open a dialog, which stands invisible
 * behind a hidden window and holds the program for ever. Runs are safe: what the window has shown is
 * on disk, and the training processes end with this one.
 * @returns ends the program for an error that leaves nothing to go on with
 */
export function installFailureHandlers(log: Log): (error: unknown) => void {
  const fail = (error: unknown): void => {
    log.error('uncaught', error)
    console.error(error)
    app.exit(1)
  }
  process.on('uncaughtException', fail)
  // an answer that nobody waited for leaves the program's state whole
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled', reason)
    console.error(reason)
  })
  return fail
}
