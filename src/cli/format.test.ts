import { expect, test } from 'vitest'
import { formatDocument, harmless } from './format'

const TURNED = [0x61c, 0x200e, 0x202a, 0x202e, 0x2066, 0x2069].map((code) =>
  String.fromCodePoint(code)
)
const ORDERS = [0x07, 0x1b, 0x7f, 0x9b].map((code) => String.fromCodePoint(code))

test('what gives a terminal orders, or turns a line around, is a space', () => {
  for (const character of [...TURNED, ...ORDERS]) {
    expect(harmless(`a${character}b`)).toBe('a b')
  }
  expect(harmless('é, ى and 手')).toBe('é, ى and 手')
})

test('in a document such characters are written down, and are read as they were', () => {
  const name = ['x', ...TURNED, ...ORDERS, 'é'].join('')
  const text = formatDocument({ name })
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  expect(text).toContain('é')
  expect(JSON.parse(text)).toEqual({ name })
})
