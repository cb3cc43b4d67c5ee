import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { RequestInput, RequestName, Responses } from '../src/shared/contract'
import { unpackCurves, unpackRuns } from '../src/shared/packed'
import type { RunCurves, RunSummary } from '../src/shared/run'
import { ask } from './asking'

/** The checkout, whose out/ holds the built program. */
export const CHECKOUT = resolve(import.meta.dirname, '..')

/** Longer than any honest wait; a test that hits it has found something. */
const PATIENCE_MILLISECONDS = 30_000

/** Rejects when patience is at an end. */
function afterPatience(complaint: string): { promise: Promise<never>; cancel: () => void } {
  let timer: NodeJS.Timeout
  const promise = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), PATIENCE_MILLISECONDS)
  })
  return { promise, cancel: () => clearTimeout(timer) }
}

/** A folder for one test's runs. The returned function removes it. */
export function temporaryDataFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-e2e-'))
  // a killed program's helpers write for another moment
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  return { folder, remove }
}

/** How the program is started, also by tests that start it without Playwright. */
export function launchOptions(dataFolder: string): { cwd: string; env: Record<string, string> } {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  const env = { ...Object.fromEntries(inherited), DOWNHILL_DATA: dataFolder }
  return { cwd: CHECKOUT, env }
}

/**
 * The same as it is for a person, who gives no folder: the system's place for local data is within
 * the folder of the test, and the library can be moved.
 */
export function usualOptions(dataFolder: string): { cwd: string; env: Record<string, string> } {
  const { cwd, env } = launchOptions(dataFolder)
  const { DOWNHILL_DATA: folder, ...inherited } = env
  const places = { XDG_DATA_HOME: folder, LOCALAPPDATA: folder }
  return {
    cwd,
    env: { ...inherited, ...places, ...(process.platform === 'darwin' && { HOME: folder }) }
  }
}

/** Where the program is started, and with which words; by default those of a start from its checkout. */
type Options = ReturnType<typeof launchOptions> & { args?: string[] }

/** The running program on one data folder: to look at, to ask, to kill and to start again. */
export class Program {
  /** What went wrong in the page: uncaught errors, and whatever the console calls an error. */
  readonly problems: string[] = []

  private constructor(
    readonly dataFolder: string,
    private readonly options: Options,
    private application: ElectronApplication,
    private window: Page
  ) {
    this.watch()
  }

  static async launch(
    dataFolder: string,
    options: Options = launchOptions(dataFolder)
  ): Promise<Program> {
    const { application, window } = await Program.start(options)
    const program = new Program(dataFolder, options, application, window)
    try {
      await program.untilPageIsReady()
      return program
    } catch (error) {
      await program.killMain()
      throw error
    }
  }

  private static async start(
    options: Options
  ): Promise<{ application: ElectronApplication; window: Page }> {
    const application = await _electron.launch({ args: ['.'], ...options })
    return { application, window: await application.firstWindow() }
  }

  /** The page in the window. After `relaunch` it is another one. */
  get page(): Page {
    return this.window
  }

  /** The main process. */
  get electron(): ElectronApplication {
    return this.application
  }

  get mainProcessId(): number {
    const { pid } = this.application.process()
    if (pid === undefined) throw new Error('The program has no process.')
    return pid
  }

  /** Asks the main process as the page does. Throws the DownhillError that the answer carries. */
  request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>
  ): Promise<Responses[Name]> {
    return ask(this.window, name, input)
  }

  /** All runs, the newest first. */
  async runs(): Promise<RunSummary[]> {
    return unpackRuns(await this.request('runs.list', undefined))
  }

  async curves(runIds: number[]): Promise<RunCurves[]> {
    return unpackCurves(await this.request('runs.curves', { runIds }))
  }

  /** Goes to a screen by its address, '#/runs/1' for example. */
  async open(address: string): Promise<void> {
    await this.window.evaluate((hash) => (location.hash = hash), address)
  }

  /** Ends the program as closing its window does, and waits until it is gone. */
  async close(): Promise<void> {
    const { promise: tooLong, cancel } = afterPatience('the program did not end')
    try {
      await Promise.race([this.application.close(), tooLong])
    } catch (error) {
      // nothing of a failed test may be left behind
      await this.killMain()
      throw error
    } finally {
      cancel()
    }
  }

  /** The power cut: the main process ends at once and says goodbye to nobody. */
  async killMain(): Promise<void> {
    const child = this.application.process()
    if (child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill('SIGKILL')
    await exit
  }

  /** Starts the program again on the same data; it may have been closed or killed before. */
  async relaunch(): Promise<Page> {
    await this.close().catch(() => undefined)
    const { application, window } = await Program.start(this.options)
    this.application = application
    this.window = window
    this.watch()
    await this.untilPageIsReady()
    return window
  }

  /** Ids of the training processes, or of the analyst. */
  async processIds(kind: 'trainer' | 'analyst'): Promise<number[]> {
    return this.application.evaluate(
      ({ app }, name) =>
        app
          .getAppMetrics()
          .filter((metric) => metric.name === name)
          .map((metric) => metric.pid),
      `Downhill ${kind}`
    )
  }

  /** Ends every training process as a crash would, and says how many there were. */
  async killTrainers(): Promise<number> {
    const ids = await this.processIds('trainer')
    for (const id of ids) process.kill(id, 'SIGKILL')
    return ids.length
  }

  /** Asks again and again until the answer is as wanted; returns that answer. */
  async until<Answer>(
    what: string,
    ask: () => Promise<Answer>,
    isWanted: (answer: Answer) => boolean
  ): Promise<Answer> {
    const giveUp = performance.now() + PATIENCE_MILLISECONDS
    for (;;) {
      const answer = await ask()
      if (isWanted(answer)) return answer
      if (performance.now() > giveUp) {
        throw new Error(`Waited in vain until ${what}; the last answer: ${JSON.stringify(answer)}`)
      }
      await this.window.waitForTimeout(50)
    }
  }

  private async untilPageIsReady(): Promise<void> {
    await this.window.getByRole('navigation').first().waitFor()
  }

  private watch(): void {
    this.window.on('pageerror', (error) => this.problems.push(error.message))
    this.window.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(message.text())
    })
  }
}
