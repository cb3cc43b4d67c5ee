import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { chromium, type Page } from '@playwright/test'
import { debuggingAddress } from '../debugging-port'
import { launchOptions } from '../program'
import { familyOf, processorSeconds, roleOf, secondsWaited, TELLS_OF_PROCESSES } from './processes'

/** Milliseconds from the start of the process. */
export interface StartTimes {
  /** Home stands, its list of runs was read, and training can be begun. */
  home: number
  /** The table of runs, opened from there by a press, shows its rows, or says that there are none. */
  runs: number
  /** Processor time of all processes until then, which other programs on the machine change little; 0 where the system does not tell. */
  work: number
  /**
   * Milliseconds for which the two threads that a start is made of, the program's own and the page's, could have gone on
   * but had no processor, since other programs had them; 0 where the system does not tell.
   */
  waited: number
}

/**
 * Starts the built program as a person does, on its own: Playwright's way of starting would be measured as well. The
 * page is looked at over Chromium's debugging port.
 */
export async function measureStart(dataFolder: string): Promise<StartTimes> {
  const executable = createRequire(import.meta.url)('electron') as unknown as string
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const begin = Date.now()
  const child = spawn(executable, ['.', '--remote-debugging-port=0', ...sandbox], {
    ...launchOptions(dataFolder),
    stdio: ['ignore', 'ignore', 'pipe']
  })
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(child))
    const [context] = browser.contexts()
    const page = context.pages().at(0) ?? (await context.waitForEvent('page'))
    const home = await whenShown(page, 'header .button-primary:enabled')
    await page.evaluate(() =>
      document.querySelector<HTMLAnchorElement>('nav a[href="#/runs"]')?.click()
    )
    const runs = await whenShown(page, '.runs-table tbody tr, main .message:not([role])')
    const family = TELLS_OF_PROCESSES ? familyOf(child.pid ?? 0) : []
    const both = family.filter((id) => ['main', 'renderer'].includes(roleOf(id)))
    const waited = both.reduce((sum, id) => sum + secondsWaited(id), 0) * 1000
    const work = processorSeconds(family) * 1000
    await browser.close()
    return { home: home - begin, runs: runs - begin, work, waited }
  } finally {
    await end(child)
  }
}

/** The moment, in milliseconds since 1970, at which such an element is found in the page. */
function whenShown(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    // frames would not do: a window has none before it is shown
    const later = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 4))
    while (document.querySelector(wanted) === null) await later()
    return Date.now()
  }, selector)
}

/** As closing its window would; a program that does not hear is ended all the same. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
  await exit
  clearTimeout(patience)
}
