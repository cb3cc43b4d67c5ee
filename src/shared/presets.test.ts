import { describe, expect, it } from 'vitest'
import { PRESET_IDS, PRESETS, presetOf } from './presets'
import { findProblems } from './run-config'

describe('presets', () => {
  it.each(PRESET_IDS)('%s is a setting that a run may have, and is recognised', (id) => {
    expect(findProblems(PRESETS[id])).toEqual([])
    expect(presetOf(PRESETS[id])).toBe(id)
  })

  it('are recognised under any seed, and no more once anything else has changed', () => {
    expect(presetOf({ ...PRESETS.plain, seed: 99 })).toBe('plain')
    expect(presetOf({ ...PRESETS.plain, epochs: 31 })).toBeUndefined()
    expect(presetOf({ ...PRESETS.plain, hiddenLayers: [16, 17] })).toBeUndefined()
  })

  it('learn from all images: nothing is held out', () => {
    for (const id of PRESET_IDS) expect(PRESETS[id].heldOut).toBe(0)
  })
})
