import type { ChildProcess } from 'node:child_process'

const PATIENCE_MILLISECONDS = 20_000

/** Where a program started with --remote-debugging-port=0 can be looked at: Chromium tells it on its way up. */
export async function debuggingAddress(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      settle()
      reject(new Error(`The program named no debugging port:\n${said}`))
    }
    const patience = setTimeout(giveUp, PATIENCE_MILLISECONDS)
    const hear = (text: Buffer): void => {
      said += text.toString()
      const address = /DevTools listening on (\S+)\n/.exec(said)?.[1]
      if (address === undefined) return
      settle()
      resolve(address)
    }
    function settle(): void {
      clearTimeout(patience)
      child.off('exit', giveUp)
      child.stderr?.off('data', hear)
      // whatever else it says must not fill the pipe and hold it up
      child.stderr?.resume()
    }
    child.on('exit', giveUp)
    child.stderr?.on('data', hear)
  })
}
