import { expect, it } from 'vitest'
import { wayRows } from './way-rows'

it('tells the newest step first, each with the place before it', () => {
  expect(wayRows([3, 2, 1.5])).toEqual([
    { step: 2, place: 1.5, before: 2 },
    { step: 1, place: 2, before: 3 },
    { step: 0, place: 3, before: null }
  ])
})

it('tells of a long way its last five hundred places, and what came before the first of them', () => {
  const rows = wayRows(Array.from({ length: 1200 }, (_, step) => step * 10))
  expect(rows).toHaveLength(500)
  expect(rows[0]).toEqual({ step: 1199, place: 11_990, before: 11_980 })
  expect(rows[499]).toEqual({ step: 700, place: 7000, before: 6990 })
})
