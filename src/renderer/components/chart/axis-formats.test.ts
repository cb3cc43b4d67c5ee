import { describe, expect, it } from 'vitest'
import { decimalsOf } from './axis-formats'

describe('decimalsOf', () => {
  it('are as many as multiples of the step need', () => {
    expect([1, 50, 0.5, 0.25, 0.1, 0.025, 2.5].map(decimalsOf)).toEqual([0, 0, 1, 2, 1, 3, 1])
  })
})
