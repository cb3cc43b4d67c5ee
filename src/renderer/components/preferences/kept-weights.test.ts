import { expect, it } from 'vitest'
import { PRESETS } from '../../../shared/presets'
import { keptBytes } from './kept-weights'

const run = (epochs: number): Parameters<typeof keptBytes>[0] => ({
  layers: [784, 16, 16, 10],
  config: { ...PRESETS.plain, epochs }
})
/** The lesson's network. */
const ONE = 13_002 * 4

it('counts the start and every epoch where all are kept', () => {
  expect(keptBytes(run(30), 'all')).toBe(31 * ONE)
})

it('counts the first twenty and then every second by the schedule', () => {
  // 0..20, 22, 24, 26, 28, 30
  expect(keptBytes(run(30), 'thrifty')).toBe(26 * ONE)
  expect(keptBytes(run(5), 'thrifty')).toBe(keptBytes(run(5), 'all'))
})
