import { expect, it } from 'vitest'
import type { ExamplePass } from '../../../shared/study'
import { costTerms, dearestTerm } from './cost-terms'

const PASS: ExamplePass = {
  example: { part: 'test', index: 0 },
  image: new Uint8Array(784),
  label: 1,
  answer: 0,
  layers: [
    { z: [0], a: [0.5], delta: [0] },
    { z: [0, 0, 0], a: [0.75, 0.5, 0], delta: [0, 0, 0] }
  ],
  wanted: [0, 1, 0],
  terms: [0.5625, 0.25, 0],
  cost: 0.8125
}

it('shows each output beside what was wanted, and its part of the sum', () => {
  const terms = costTerms(PASS)
  expect(terms.map(({ output, difference }) => [output, difference])).toEqual([
    [0.75, 0.75],
    [0.5, -0.5],
    [0, 0]
  ])
  expect(terms.map(({ share }) => share)).toEqual([0.5625 / 0.8125, 0.25 / 0.8125, 0])
  expect(terms[1].from).toBe(terms[0].share)
  expect(terms[2].from).toBeCloseTo(1, 12)
  expect(dearestTerm(terms).digit).toBe(0)
})

it('has no parts where there is no cost to part', () => {
  expect(costTerms({ ...PASS, cost: 0 }).every(({ share }) => share === 0)).toBe(true)
  expect(costTerms({ ...PASS, cost: Infinity }).every(({ share }) => share === 0)).toBe(true)
})
