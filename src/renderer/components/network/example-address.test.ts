import { describe, expect, it } from 'vitest'
import { imageAt, wordOf } from './example-address'

const COUNTS = { training: 100, test: 20 }

describe('the image in the address', () => {
  it('is read as it is written', () => {
    for (const example of [
      { part: 'training', index: 99 },
      { part: 'test', index: 0 }
    ] as const) {
      expect(imageAt(wordOf(example), COUNTS)).toEqual({ example, isPad: false, unknown: null })
    }
  })

  it('is the first of the test set where none is named', () => {
    const first = { part: 'test', index: 0 }
    expect(imageAt(undefined, COUNTS)).toEqual({ example: first, isPad: false, unknown: null })
  })

  it('is said to be unknown where there is none of that name', () => {
    for (const word of ['test-20', 'training-100', 'test--1', 'train-3', 'test-1.5', 'seven', '']) {
      const { example, unknown } = imageAt(word, COUNTS)
      expect([word, example, unknown]).toEqual([word, { part: 'test', index: 0 }, word])
    }
  })

  it('is believed while it is not known how many there are', () => {
    expect(imageAt('test-20', null).example.index).toBe(20)
  })

  it('is the drawing on the pad', () => {
    expect(imageAt('pad', COUNTS)).toMatchObject({ isPad: true, unknown: null })
  })
})
