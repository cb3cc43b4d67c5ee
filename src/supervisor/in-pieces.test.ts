import { describe, expect, it } from 'vitest'
import { inPieces } from './in-pieces'

const pieces = (parts: number[][], size: number): number[][] =>
  [
    ...inPieces(
      parts.map((part) => Uint8Array.from(part)),
      size
    )
  ].map((piece) => [...piece])

describe('bytes in pieces', () => {
  it('are all of them, in their order, whatever parts they came in', () => {
    expect(pieces([[1, 2, 3, 4, 5], [6], [7, 8, 9, 10, 11]], 4)).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11]
    ])
  })

  it('end where they end', () => {
    expect(
      pieces(
        [
          [1, 2],
          [3, 4]
        ],
        2
      )
    ).toEqual([
      [1, 2],
      [3, 4]
    ])
    expect(pieces([[], []], 2)).toEqual([])
  })
})
