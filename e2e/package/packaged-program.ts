import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import type { RequestInput, RequestName, Responses } from '../../src/shared/contract'
import { ask } from '../asking'
import { debuggingAddress } from '../debugging-port'
import { CHECKOUT } from '../program'

/** The program unpacked, as every package holds it; the suites that need it have it made first. */
export const UNPACKED = resolve(CHECKOUT, 'dist', 'linux-unpacked')

const PATIENCE_MILLISECONDS = 20_000
/** How long Chromium takes to answer at the most, if it does. */
const ANSWER_MILLISECONDS = 4000

interface Start {
  executable?: string
  /** Words after the program's name. */
  words?: string[]
  env: Record<string, string>
  /** The folder that it is started in. */
  folder?: string
  /** Whom it is started as; the sandbox is on for all but root. */
  user?: { uid: number; gid: number }
}

/**
 * A packaged program, just as it is shipped: no inspector can be attached to its main process, so that it is asked
 * through its page, over Chromium's debugging port.
 */
export class PackagedProgram {
  private constructor(
    readonly child: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
    private readonly said: string[]
  ) {}

  static async start(start: Start): Promise<PackagedProgram> {
    const { child, said } = startPackaged(start, ['--remote-debugging-port=0'])
    try {
      const browser = await connect(await debuggingAddress(child))
      const [context] = browser.contexts()
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
      if (!page) throw new Error('The program has no window.')
      await page.getByRole('navigation').first().waitFor({ timeout: PATIENCE_MILLISECONDS })
      return new PackagedProgram(child, browser, page, said)
    } catch (error) {
      child.kill('SIGKILL')
      throw new Error(`The packaged program did not start:\n${said.join('')}`, { cause: error })
    }
  }

  /** What it wrote to the terminal so far. */
  get output(): string {
    return this.said.join('')
  }

  get processId(): number {
    if (this.child.pid === undefined) throw new Error('The program has no process.')
    return this.child.pid
  }

  /** Asks the main process as the page does. Throws the DownhillError that the answer carries. */
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>
  ): Promise<Responses[Name]> {
    return ask(this.page, name, input)
  }

  /** Closes the window, and with it the program. @returns its exit code */
  async quit(): Promise<number | null> {
    if (hasEnded(this.child)) return this.child.exitCode
    const ended = once(this.child, 'exit')
    const timer = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MILLISECONDS)
    await this.page.close().catch(() => undefined)
    await ended
    clearTimeout(timer)
    await this.browser.close().catch(() => undefined)
    return this.child.exitCode
  }

  /** Ends it at once, if it has not ended: nothing of a failed test may be left behind. */
  kill(): void {
    if (!hasEnded(this.child)) this.child.kill('SIGKILL')
  }
}

/** `said` grows with what it writes. */
function startPackaged(
  { executable = resolve(UNPACKED, 'downhill'), words = [], env, folder, user }: Start,
  options: string[] = []
): { child: ChildProcess; said: string[] } {
  const isRoot = process.getuid?.() === 0 && !user
  const sandbox = isRoot ? ['--no-sandbox'] : []
  const child = spawn(executable, [...sandbox, ...options, ...words], {
    cwd: folder ?? '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user
  })
  const said: string[] = []
  child.stdout.on('data', (text: Buffer) => said.push(text.toString()))
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()))
  child.on('error', (error) => said.push(error.message))
  return { child, said }
}

/** Asked while the page is just being made, Chromium may never answer: then it is asked again. */
async function connect(address: string): Promise<Browser> {
  const giveUp = performance.now() + PATIENCE_MILLISECONDS
  for (;;) {
    try {
      return await chromium.connectOverCDP(address, { timeout: ANSWER_MILLISECONDS })
    } catch (error) {
      if (performance.now() > giveUp) throw error
    }
  }
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null
