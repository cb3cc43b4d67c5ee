import { describe, expect, it } from 'vitest'
import { createPacer, type Pacer } from './pacer'

/** Looks at the given times and takes all that is due. */
function stepsTaken(pacer: Pacer, times: number[]): number {
  return times.reduce((total, time) => {
    const due = pacer.due(time)
    pacer.took(due)
    return total + due
  }, 0)
}

const every = (interval: number, until: number): number[] =>
  Array.from({ length: Math.floor(until / interval) + 1 }, (_, index) => index * interval)

describe('a pacer', () => {
  it.each([0.2, 1, 7, 60, 1000])('keeps %d steps a second over a minute', (pace) => {
    // looks come at odd moments, some late
    const times = every(13.7, 60_000).filter((_, index) => index % 5 !== 3)
    const steps = stepsTaken(createPacer(pace, 0), times)
    expect(Math.abs(steps - pace * 60)).toBeLessThanOrEqual(Math.max(1, 0.03 * pace))
  })

  it('has one step due at once, and says when the next one is', () => {
    const pacer = createPacer(0.5, 1000)
    expect(pacer.wait(1000)).toBe(0)
    expect(stepsTaken(pacer, [1000])).toBe(1)
    expect(pacer.wait(1000)).toBe(2000)
    expect(pacer.wait(2500)).toBe(500)
    expect(pacer.due(2999)).toBe(0)
    expect(pacer.due(3000)).toBe(1)
  })

  it('is never at rest flat out', () => {
    const pacer = createPacer(null, 0)
    expect(pacer.due(0)).toBe(Infinity)
    pacer.took(1e9)
    expect(pacer.due(1)).toBe(Infinity)
    expect(pacer.wait(1)).toBe(0)
  })

  it('catches up with a quarter of a second, not with a sleep of an hour', () => {
    const pacer = createPacer(100, 0)
    pacer.took(1)
    expect(pacer.due(3_600_000)).toBe(26)
  })

  it('takes the time already waited to a new pace, and no burst', () => {
    const pacer = createPacer(0.2, 0)
    pacer.took(1)
    pacer.setPace(0.4, 2500)
    // half of a step was waited for; the other half takes 1.25 s now
    expect(pacer.wait(2500)).toBe(1250)
    pacer.setPace(1000, 2500)
    pacer.setPace(1, 2700)
    expect(pacer.due(2700)).toBe(1)
  })

  it('begins anew after a rest', () => {
    const pacer = createPacer(10, 0)
    pacer.restart(60_000)
    expect(pacer.due(60_000)).toBe(1)
  })
})
