import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import { MNIST, makeRun } from '../testing/runs'
import { estimateSeconds } from './training-speed'

const { plain } = PRESETS

describe('estimateSeconds', () => {
  const finished = makeRun({ config: plain, engineSeconds: 30 })

  it('goes by finished runs: twice the epochs, twice the time', () => {
    expect(estimateSeconds([plain], MNIST, [finished])).toBeCloseTo(30)
    expect(estimateSeconds([plain, { ...plain, epochs: 60 }], MNIST, [finished])).toBeCloseTo(90)
  })

  it('prefers runs of the same network, and grows with it otherwise', () => {
    const larger = { ...plain, hiddenLayers: [64] }
    const byAnother = estimateSeconds([larger], MNIST, [finished])
    expect(byAnother).toBeGreaterThan(60)
    const own = makeRun({ config: larger, engineSeconds: 50 })
    expect(estimateSeconds([larger], MNIST, [finished, own])).toBeCloseTo(50)
  })

  it('counts what a small part of the images leaves out, but not the tests', () => {
    const small = estimateSeconds([{ ...plain, subset: 6000 }], MNIST, [finished])
    expect(small).toBeCloseTo(30 * (28_000 / 190_000))
  })

  it('knows nothing before a run has finished', () => {
    expect(estimateSeconds([plain], MNIST, [])).toBeNull()
    expect(estimateSeconds([plain], MNIST, [makeRun({ status: 'stopped' })])).toBeNull()
  })
})
