import { describe, expect, it } from 'vitest'
import { DEFAULT_PREFERENCES, isTextSize, readPreferences, type Preferences } from './preferences'

const CHOSEN: Preferences = {
  theme: 'dark',
  contrast: 'high',
  textSize: 150,
  motion: 'reduced',
  singleKeys: false,
  language: 'en'
}

describe('readPreferences', () => {
  it('reads what was stored', () => {
    expect(readPreferences(JSON.stringify(CHOSEN))).toEqual(CHOSEN)
  })

  it('falls back where nothing, or nothing sensible, was stored', () => {
    for (const text of [null, '', '{', 'null', '3', '"dark"', '[]', '[1]']) {
      expect(readPreferences(text)).toEqual(DEFAULT_PREFERENCES)
    }
  })

  it('lets a damaged value fall back alone', () => {
    const wrong: Record<keyof Preferences, unknown> = {
      theme: 'pink',
      contrast: null,
      textSize: 1000,
      motion: 1,
      singleKeys: 'no',
      language: 'xx'
    }
    for (const [name, value] of Object.entries(wrong)) {
      const read = readPreferences(JSON.stringify({ ...CHOSEN, [name]: value }))
      expect(read).toEqual({ ...CHOSEN, [name]: DEFAULT_PREFERENCES[name as keyof Preferences] })
    }
  })

  it('takes over nothing that it does not know', () => {
    const text = '{"theme":"dark","colour":"red","__proto__":{"motion":"full"}}'
    expect(readPreferences(text)).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' })
  })
})

describe('isTextSize', () => {
  it('is about whole percents between 90 and 200', () => {
    for (const size of [90, 100, 133, 200]) expect(isTextSize(size)).toBe(true)
    for (const size of [89, 201, 99.5, Number.NaN, Infinity, '100', null]) {
      expect(isTextSize(size)).toBe(false)
    }
  })
})
