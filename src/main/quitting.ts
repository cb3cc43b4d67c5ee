import { app } from 'electron'
import type { Log } from './log'

/** Runs under way save themselves within this time, or go on from an earlier checkpoint. */
const PATIENCE_MILLISECONDS = 8000

/**
 * Ends the program when its window is closed: first what is under way, within a bounded time, then the process.
 * @param shutDown stops runs and closes the store
 */
export function quitCleanly(shutDown: () => Promise<void>, log: Log): void {
  let quitting = false

  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', () => {
    // started again before it was gone: the other has given way to this one already
    if (quitting) app.relaunch()
  })
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (quitting) return
    quitting = true
    const patience = setTimeout(() => {
      log.write('quitting', 'the runs did not stop in time')
      app.exit(0)
    }, PATIENCE_MILLISECONDS)
    void shutDown()
      .catch((error: unknown) => log.error('quitting', error))
      .finally(() => {
        clearTimeout(patience)
        app.exit(0)
      })
  })
}
