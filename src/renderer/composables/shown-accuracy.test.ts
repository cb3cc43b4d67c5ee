import { describe, expect, it } from 'vitest'
import { shownAccuracy } from './shown-accuracy'

describe('shownAccuracy', () => {
  it('is the share where there are classes, and nothing along a curve', () => {
    expect(shownAccuracy({ layers: [2, 16, 2] }, 0.5)).toBe(0.5)
    expect(shownAccuracy({ layers: [2, 16, 2] }, null)).toBeNull()
    expect(shownAccuracy({ layers: [784, 10] }, undefined)).toBeNull()
    expect(shownAccuracy({ layers: [1, 8, 1] }, 0)).toBeNull()
  })
})
