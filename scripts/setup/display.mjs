import { startProcess } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'

const SCREEN = '1920x1080x24'
const START_SECONDS = 20

/** Whether a window can be shown. Windows and macOS always have a display. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  if (platform !== 'linux') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/** Runs `action` with an environment that has a display: the person's own, else a virtual one for its duration. */
export async function withDisplay(action) {
  if (hasDisplay()) return action(process.env)
  const server = startProcess(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
  )
  try {
    return await action({ ...process.env, DISPLAY: `:${await displayNumber(server)}` })
  } finally {
    server.kill('SIGTERM')
  }
}

/** The server picks a free number and writes it once it can be used. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(
        new ExpectedFailure('The virtual display (Xvfb) did not start: try to run Xvfb by hand.')
      )
    const timer = setTimeout(fail, START_SECONDS * 1000)
    timer.unref()
    server.once('error', fail)
    server.once('close', fail)
    server.stdio[3].once('data', (number) => {
      clearTimeout(timer)
      resolve(String(number).trim())
    })
  })
}
