import { once } from 'node:events'
import { createServer } from 'node:net'
import { chromium } from '@playwright/test'
import { startProcess } from '../support/processes.mjs'
import { ExpectedFailure } from '../support/program.mjs'

const START_SECONDS = 60
const END_SECONDS = 20

/**
 * Starts a packaged program on a folder of its own and hands its page to `action`; then closes its window, as a
 * person does, and waits for its end. Its inspector being off, it is reached over Chromium's debugging port.
 * @param {string} file the file to start
 * @param {Record<string, string>} environment
 * @param {(page: import('@playwright/test').Page) => Promise<unknown>} action
 * @throws ExpectedFailure where it does not start, or does not end by itself
 */
export async function withRunning(file, environment, action) {
  const port = await freePort()
  // Chromium has no sandbox for root, and a build machine's container may be run by nobody else
  const words = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = startProcess(file, [...words, `--remote-debugging-port=${port}`], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said = []
  child.stdout.on('data', (text) => said.push(text))
  child.stderr.on('data', (text) => said.push(text))
  const ended = once(child, 'exit')
  ended.catch(() => undefined)
  try {
    const browser = await connect(port, child)
    const page =
      browser.contexts()[0].pages()[0] ?? (await browser.contexts()[0].waitForEvent('page'))
    await page.getByRole('navigation').first().waitFor()
    await action(page)
    await page.close()
    await withinSeconds(END_SECONDS, ended, 'The program did not end when its window was closed.')
    await browser.close()
    if (child.exitCode !== 0) throw new ExpectedFailure(`It ended with code ${child.exitCode}.`)
  } catch (failure) {
    child.kill('SIGKILL')
    throw new ExpectedFailure(`${failure.message}\n${Buffer.concat(said)}`.trim())
  }
}

async function connect(port, child) {
  const giveUp = performance.now() + START_SECONDS * 1000
  for (;;) {
    try {
      // asked while the page is just being made, Chromium may never answer: then it is asked again
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: 5000 })
    } catch (failure) {
      if (child.exitCode !== null) {
        throw new ExpectedFailure(`It ended at once, with code ${child.exitCode}.`)
      }
      if (performance.now() > giveUp) {
        throw new ExpectedFailure(`No window within ${START_SECONDS} s: ${failure.message}`)
      }
      await new Promise((wait) => setTimeout(wait, 200))
    }
  }
}

async function withinSeconds(seconds, promise, complaint) {
  let timer
  const tooLong = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new ExpectedFailure(complaint)), seconds * 1000)
  })
  await Promise.race([promise, tooLong]).finally(() => clearTimeout(timer))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
