import { expect, it } from 'vitest'
import { exampleOf, wordOf } from './example-address'

it('reads what it writes', () => {
  for (const example of [
    { part: 'training', index: 59_999 },
    { part: 'test', index: 0 }
  ] as const) {
    expect(exampleOf(wordOf(example))).toEqual(example)
  }
})

it('takes the first test image where none is named, or nonsense', () => {
  for (const word of [undefined, '', 'test', 'other-3', 'test--1', 'test-1e9']) {
    expect(exampleOf(word)).toEqual({ part: 'test', index: 0 })
  }
})
