import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
