import { expect, it } from 'vitest'
import { keptBytes } from './kept-weights'

/** The lesson's network, and one set of its weights. */
const LAYERS = [784, 16, 16, 10]
const ONE = 13_002 * 4

it('counts the start and every epoch where all are kept', () => {
  expect(keptBytes(LAYERS, 30, 'all')).toBe(31 * ONE)
})

it('counts the first twenty and then every second by the schedule', () => {
  // 0..20, 22, 24, 26, 28, 30
  expect(keptBytes(LAYERS, 30, 'thrifty')).toBe(26 * ONE)
  expect(keptBytes(LAYERS, 5, 'thrifty')).toBe(6 * ONE)
})
