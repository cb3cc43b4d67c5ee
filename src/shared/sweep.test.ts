import { describe, expect, it } from 'vitest'
import { PRESETS } from './presets'
import { expandGrid } from './sweep'

describe('expandGrid', () => {
  const base = PRESETS.plain

  it('makes every combination, the last axis fastest, and changes nothing else', () => {
    const configs = expandGrid(base, [
      { field: 'seed', values: [1, 2] },
      { field: 'hiddenLayers', values: [[], [8]] }
    ])
    expect(configs).toEqual([
      { ...base, seed: 1, hiddenLayers: [] },
      { ...base, seed: 1, hiddenLayers: [8] },
      { ...base, seed: 2, hiddenLayers: [] },
      { ...base, seed: 2, hiddenLayers: [8] }
    ])
  })

  it('makes the base alone without an axis, and nothing of an axis without values', () => {
    expect(expandGrid(base, [])).toEqual([base])
    expect(expandGrid(base, [{ field: 'seed', values: [] }])).toEqual([])
  })
})
