import { startProcess } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'

const SCREEN = '1920x1080x24'
const START_SECONDS = 20

/** Whether a window can be shown. Windows and macOS always have a display. */
export function hasDisplay(environment = process.env, platform = process.platform) {
  if (platform !== 'linux') return true
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY)
}

/**
 * Runs `action` with an environment that has a display: the person's own, else virtual ones for its duration, of which
 * the first is the usual one and all are named in DOWNHILL_DISPLAYS.
 */
export async function withDisplay(action, count = 1) {
  if (hasDisplay()) return action(process.env)
  const servers = Array.from({ length: count }, startServer)
  try {
    const numbers = await Promise.all(servers.map(displayNumber))
    const displays = numbers.map((number) => `:${number}`)
    const [DISPLAY] = displays
    return await action({ ...process.env, DISPLAY, DOWNHILL_DISPLAYS: displays.join(' ') })
  } finally {
    for (const server of servers) server.kill('SIGTERM')
  }
}

function startServer() {
  return startProcess(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-ac'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
  )
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
