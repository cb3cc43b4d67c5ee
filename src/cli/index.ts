import { EXIT } from './exit-codes'
import { runCli } from './main'
import { processTerminal } from './terminal'

/** Signals by which a person, or the computer on its way down, asks the program to end. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * The first signal stops cleanly; where that takes too long for somebody, the second ends at once.
 * Output that nobody reads any more (a pipe that was closed) asks to end, too.
 */
function onStopRequest(listener: () => void): () => void {
  let isStopping = false
  const heed = (): void => {
    if (isStopping) process.exit(EXIT.interrupted)
    isStopping = true
    listener()
  }
  const heedOnce = (): void => {
    if (!isStopping) heed()
  }
  for (const signal of STOP_SIGNALS) process.on(signal, heed)
  process.stdout.on('error', heedOnce)
  return () => {
    for (const signal of STOP_SIGNALS) process.off(signal, heed)
    process.stdout.off('error', heedOnce)
  }
}

const surroundings = {
  terminal: processTerminal(),
  onStopRequest,
  programFolder: import.meta.dirname
}
void runCli(process.argv.slice(2), surroundings).then((code) => {
  process.exitCode = code
})
