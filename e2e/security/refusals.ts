import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures'
import type { Program } from '../program'

/** Waits until the program's log tells of the refusal. */
export async function expectRefusal(program: Program, what: string): Promise<void> {
  await expect.poll(() => logOf(program)).toContain(`refused: ${what}`)
}

function logOf({ dataFolder }: Program): string {
  try {
    return readFileSync(join(dataFolder, 'log/downhill.log'), 'utf8')
  } catch {
    // nothing was logged yet
    return ''
  }
}

/** Lets the page try something for its effect; how it fails is not of interest. */
export async function attempt(page: Page, action: () => unknown): Promise<void> {
  await page.evaluate(action).catch(() => undefined)
}
