import { expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import { makeRun } from '../testing/runs'
import { estimateBundleSize } from './bundle-size'

/** Bytes of the weights of a 784-16-16-10 network. */
const WEIGHTS = (785 * 16 + 17 * 16 + 17 * 10) * 4

it('knows the weights that a run keeps, and what its optimiser remembers', () => {
  const short = makeRun({ epoch: 4 })
  const size = estimateBundleSize([short])
  // the start and four epochs
  expect(size).toBeGreaterThan(5 * WEIGHTS)
  expect(size).toBeLessThan(5 * WEIGHTS + 30_000)
  expect(estimateBundleSize([short, short])).toBe(2 * size)

  const adam = makeRun({ epoch: 4, config: { ...PRESETS.plain, optimiser: 'adam' } })
  expect(estimateBundleSize([adam]) - size).toBe(2 * 5 * WEIGHTS)
  const all = makeRun({ epoch: 60, checkpointPolicy: 'all' })
  const thrifty = makeRun({ epoch: 60 })
  expect(estimateBundleSize([all])).toBeGreaterThan(1.5 * estimateBundleSize([thrifty]))
})
