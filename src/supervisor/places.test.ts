import { describe, expect, it } from 'vitest'
import { createPlaces, type Places } from './places'

function withPlaces(count: number): { places: Places; granted: number[] } {
  const granted: number[] = []
  return { granted, places: createPlaces(count, (runId) => granted.push(runId)) }
}

describe('places', () => {
  it('are given in the order of asking', () => {
    const { places, granted } = withPlaces(2)
    for (const runId of [5, 3, 4, 1]) places.ask(runId)
    expect(granted).toEqual([5, 3])
    places.leave(3)
    expect(granted).toEqual([5, 3, 4])
    places.leave(5)
    places.leave(4)
    expect(granted).toEqual([5, 3, 4, 1])
  })

  it('are not given twice, nor to one that no longer waits', () => {
    const { places, granted } = withPlaces(1)
    places.ask(1)
    places.ask(1)
    places.ask(2)
    places.ask(3)
    places.leave(2)
    places.leave(1)
    expect(granted).toEqual([1, 3])
  })
})
