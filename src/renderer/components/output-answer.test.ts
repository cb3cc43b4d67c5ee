import { describe, expect, it } from 'vitest'
import { answerOf } from './output-answer'

describe('answerOf', () => {
  it('is the largest output, the first of equals', () => {
    expect(answerOf([0.1, 0.7, 0.2])).toEqual({ digit: 1, output: 0.7, isSure: true })
    expect(answerOf([0.4, 0.4])).toEqual({ digit: 0, output: 0.4, isSure: false })
  })

  it('takes no NaN for an answer', () => {
    expect(answerOf([NaN, 0.2, NaN])?.digit).toBe(1)
    expect(answerOf([NaN, NaN])).toBeNull()
    expect(answerOf([])).toBeNull()
  })
})
