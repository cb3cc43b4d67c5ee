import { describe, expect, it } from 'vitest'
import { largeParts } from './worker-protocol'

describe('what is handed over instead of copied', () => {
  it('is the bytes of a list, or the weights of a checkpoint', () => {
    const bytes = new Uint8Array(8)
    expect(largeParts(bytes)).toEqual([bytes.buffer])
    expect(largeParts({ id: 1, parameters: bytes })).toEqual([bytes.buffer])
  })

  it('is never a part of some larger memory, nor anything else', () => {
    const part = new Uint8Array(16).subarray(4, 8)
    for (const answer of [part, { parameters: part }, null, undefined, 7, [{ id: 1 }]]) {
      expect(largeParts(answer)).toEqual([])
    }
  })
})
