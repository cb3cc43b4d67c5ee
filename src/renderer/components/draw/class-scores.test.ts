import { describe, expect, it } from 'vitest'
import { classScores, readingsOf, totalOf } from './class-scores'

const drawings = { ids: Uint32Array.of(4, 7, 9, 12), labels: Uint8Array.of(3, 3, 0, 9) }

describe('classScores', () => {
  it('counts drawings and right answers, class by class', () => {
    const readings = readingsOf({
      ids: Uint32Array.of(7, 4, 9),
      centred: Uint8Array.of(3, 3, 0),
      raw: Uint8Array.of(5, 3, 255)
    })
    const scores = classScores(drawings, readings)
    expect(scores[3]).toEqual({ count: 2, centred: 2, raw: 1 })
    expect(scores[0]).toEqual({ count: 1, centred: 1, raw: 0 })
    // drawn after the network was asked
    expect(scores[9]).toEqual({ count: 1, centred: 0, raw: 0 })
    expect(scores[5]).toEqual({ count: 0, centred: 0, raw: 0 })
    expect(totalOf(scores)).toEqual({ count: 4, centred: 3, raw: 1 })
  })

  it('says nothing of answers where nobody was asked', () => {
    const scores = classScores(drawings, null)
    expect(scores[3]).toEqual({ count: 2, centred: null, raw: null })
    expect(totalOf(scores)).toEqual({ count: 4, centred: null, raw: null })
  })
})
