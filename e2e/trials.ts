import type { TestInfo } from '@playwright/test'

/** Whether the long form was asked for: `npm run test:faults -- --long`. */
const isLong = process.env.DOWNHILL_LONG === '1'

/** How often something is tried: a few times in every `npm test`, many in the long form. */
export function times(short: number, long: number): number {
  return isLong ? long : short
}

/** To be given to a test as its details: the row of its suite's table (rows.json) that it is about. */
export function row(name: string): { annotation: { type: 'row'; description: string } } {
  return { annotation: { type: 'row', description: name } }
}

/** Notes for the table what was tried, with figures: "200 kills, 3,114 epochs acknowledged". */
export function tried(info: TestInfo, description: string): void {
  info.annotations.push({ type: 'tried', description })
}

/**
 * To be given to a test as its details: it measures time, or has something to itself that there is once on a
 * computer. No other test runs beside it.
 */
export const ALONE = { tag: '@alone' }
