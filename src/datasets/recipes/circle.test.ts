import { expect, it } from 'vitest'
import { cosineOfTurns, sineOfTurns } from './circle'

it('is sine and cosine, all the way round and beyond', () => {
  let worst = 0
  for (let turns = -2.5; turns <= 2.5; turns += 1 / 1023) {
    worst = Math.max(
      worst,
      Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns)),
      Math.abs(cosineOfTurns(turns) - Math.cos(2 * Math.PI * turns))
    )
  }
  expect(worst).toBeLessThan(5e-15)
})

it('is exact where the circle meets its axes', () => {
  const places = [-0.25, 0, 0.25, 0.5, 0.75, 1, 1.25]
  expect(places.map((turns) => sineOfTurns(turns) + 0)).toEqual([-1, 0, 1, 0, -1, 0, 1])
})
