import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../shared/presets'
import { CONFIG_FIELDS, differingFields } from './config-differences'

describe('differingFields', () => {
  it('names the settings that are not the same in all, in the order of the form', () => {
    const { plain } = PRESETS
    expect(differingFields([plain, { ...plain, hiddenLayers: [16, 16] }])).toEqual([])
    expect(differingFields([plain, plain, { ...plain, seed: 2, hiddenLayers: [16] }])).toEqual([
      'hiddenLayers',
      'seed'
    ])
  })

  it('has nothing to say of one run, or none', () => {
    expect(differingFields([PRESETS.plain])).toEqual([])
    expect(differingFields([])).toEqual([])
  })

  it('knows every setting', () => {
    expect([...CONFIG_FIELDS].sort()).toEqual(Object.keys(PRESETS.plain).sort())
  })
})
