import { describe, expect, it } from 'vitest'
import { makeCheckpoint } from '../../testing/runs'
import { goneByThinning } from './thinning'

const epochsGone = (...checkpoints: ReturnType<typeof makeCheckpoint>[]): number[] =>
  goneByThinning(checkpoints).map(({ epoch }) => epoch)

describe('thinning', () => {
  it('leaves the start, and the epochs 1, 2, 4, 8 …', () => {
    const all = Array.from({ length: 21 }, (_, epoch) => makeCheckpoint(epoch)).reverse()
    expect(epochsGone(...all)).toEqual([3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19])
  })

  it('leaves the best and the last', () => {
    expect(
      epochsGone(
        makeCheckpoint(3),
        makeCheckpoint(5, { role: 'best' }),
        makeCheckpoint(6, { role: 'latest', step: 37_000 }),
        makeCheckpoint(6)
      )
    ).toEqual([3, 6])
  })

  it('finds nothing where nothing is', () => {
    expect(epochsGone()).toEqual([])
  })
})
