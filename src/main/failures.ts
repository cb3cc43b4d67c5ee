import { app } from 'electron'
import type { Log } from './log'

/**
 * What happens on an error that nobody caught. Electron would open a dialog, which stands invisible
 * behind a hidden window and holds the program for ever. Runs are safe: what the window has shown is
 * on disk, and the training processes end with this one.
 */
export function installFailureHandlers(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('uncaught', error)
    console.error(error)
    app.exit(1)
  })
  // an answer that nobody waited for leaves the program's state whole
  process.on('unhandledRejection', (reason) => {
    log.error('unhandled', reason)
    console.error(reason)
  })
}
