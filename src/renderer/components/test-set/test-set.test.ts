import { describe, expect, it } from 'vitest'
import type { TestAnswers } from '../../../shared/test-set'
import { confusionOf, mistakesOf, placesOf } from './confusion'
import { disagreementOf } from './disagreement'

const answersTo = (labels: number[], answers: number[]): TestAnswers => ({
  count: labels.length,
  costs: new Float64Array(labels.length),
  shares: new Float32Array(labels.length),
  gaps: new Float32Array(labels.length),
  answers: Int16Array.from(answers),
  labels: Uint8Array.from(labels)
})

const LABELS = [0, 0, 0, 1, 1, 2, 2, 2]
const FOUND = answersTo(LABELS, [0, 1, 1, 1, -1, 0, 2, 0])

describe('a confusion matrix', () => {
  const confusion = confusionOf(FOUND, 3)

  it('counts every example once, or as one without an answer', () => {
    expect([...confusion.counts]).toEqual([1, 2, 0, 0, 1, 0, 2, 0, 1])
    expect([...confusion.totals]).toEqual([3, 2, 3])
    expect(confusion).toMatchObject({ correct: 3, unanswered: 1, mostMistaken: 2 })
  })

  it('names the most frequent mistakes, with their share of the class', () => {
    expect(mistakesOf(confusion, 10)).toEqual([
      { label: 0, answer: 1, count: 2, share: 2 / 3 },
      { label: 2, answer: 0, count: 2, share: 2 / 3 }
    ])
    expect(mistakesOf(confusion, 1)).toHaveLength(1)
  })

  it('finds the examples of a cell again', () => {
    expect(placesOf(FOUND, { label: 2, answer: 0 })).toEqual([5, 7])
    expect(placesOf(FOUND, { label: 1, answer: 0 })).toEqual([])
  })

  it('has room for 256 classes', () => {
    const labels = Array.from({ length: 512 }, (_, place) => place % 256)
    const full = confusionOf(answersTo(labels, labels), 256)
    expect(full).toMatchObject({ correct: 512, unanswered: 0, mostMistaken: 0 })
    expect(full.counts[255 * 256 + 255]).toBe(2)
  })
})

describe('the disagreement of two networks', () => {
  it('sorts every example by who is right', () => {
    const other = answersTo(LABELS, [0, 0, 2, 0, 1, 0, 2, 1])
    expect(disagreementOf(FOUND, other)).toEqual({
      places: { both: [0, 6], first: [3], second: [1, 4], neither: [2, 5, 7] },
      different: 5
    })
  })

  it('is none between a network and itself', () => {
    const { different, places } = disagreementOf(FOUND, FOUND)
    expect(different).toBe(0)
    expect(places.first).toEqual([])
    expect(places.second).toEqual([])
  })
})
