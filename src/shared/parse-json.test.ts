import { describe, expect, it } from 'vitest'
import { parseJson } from './parse-json'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('JSON of others', () => {
  it('is read as it stands there', () => {
    const value = { text: '[[{{::\\"', list: [[1.5, null], []], yes: true }
    expect(parseJson(bytes(JSON.stringify(value)))).toEqual(value)
    expect(parseJson(bytes('\ufeff[1]'))).toEqual([1])
  })

  it.each([
    ['values within each other', '['.repeat(33) + ']'.repeat(33)],
    ['lists and objects', `[${'[],'.repeat(1_100_000)}[]]`],
    ['names of values', `[${'{"a":1},'.repeat(1_000_001)}{}]`]
  ])('with too many %s is refused before it becomes values', (what, text) => {
    expect(() => parseJson(bytes(text))).toThrow(`There are too many ${what}.`)
  })

  it('that is none is refused', () => {
    for (const text of ['', '"', '"\\', 'NaN', '{"a":1,}', '\u0000'])
      expect(() => parseJson(bytes(text)), text).toThrow(SyntaxError)
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(TypeError)
  })
})
