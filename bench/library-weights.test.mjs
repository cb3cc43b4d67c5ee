import { describe, expect, it } from 'vitest'
import { parameterCount } from '../src/shared/run-config'
import { PRESETS } from '../src/shared/presets'
import { randomStream } from '../src/shared/random'
import { makeCheckpoints } from './library/weights'

const layers = [784, 16, 16, 10]

/** A run that was stopped after epoch 23 and had done best in epoch 21. */
const epochs = Array.from({ length: 24 }, (_, epoch) => ({
  epoch,
  step: 100 * epoch,
  testAccuracy: epoch === 21 ? 0.9 : 0.8
}))
const make = (options = {}) => {
  const random = randomStream(1, 'noise')
  return makeCheckpoints({
    ...{ config: PRESETS.plain, layers, epochs, kept: 'policy', random },
    ...options
  })
}

describe('makeCheckpoints', () => {
  it('keeps what training keeps: those on the schedule, the best and the last', () => {
    const kept = make().map(({ epoch, role }) => [epoch, role])
    const first = Array.from({ length: 21 }, (_, epoch) => [epoch, 'schedule'])
    expect(kept).toEqual([...first, [21, 'best'], [22, 'schedule'], [23, 'latest']])
  })

  it('keeps only the first and the last where it is told so', () => {
    expect(make({ kept: 'ends' }).map(({ epoch }) => epoch)).toEqual([0, 23])
  })

  it('gives each weights of its own, and what its optimiser remembers', () => {
    const bytes = 4 * parameterCount(layers)
    const [one, other] = make()
    expect(one.parameters).toHaveLength(bytes)
    expect(other.sha256).not.toBe(one.sha256)
    expect(one.optimiserState).toBeNull()
    const [adam] = make({ config: { ...PRESETS.plain, optimiser: 'adam' } })
    expect(adam.optimiserState).toHaveLength(2 * bytes)
  })
})
