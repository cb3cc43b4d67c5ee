import { describe, expect, it } from 'vitest'
import { createSpeedometer } from './speedometer'

describe('a speedometer', () => {
  it('averages over the last second', () => {
    const speedometer = createSpeedometer()
    for (let time = 0; time <= 3000; time += 10) speedometer.note(time, time)
    expect(speedometer.speed(3000)).toBeCloseTo(1000, 6)
    // twice as fast from now on: known a second later
    for (let time = 3010; time <= 4000; time += 10) speedometer.note(2 * time - 3000, time)
    expect(speedometer.speed(4000)).toBeCloseTo(2000, 6)
  })

  it('measures slow steps from one to the next', () => {
    const speedometer = createSpeedometer()
    expect(speedometer.speed(0)).toBe(0)
    speedometer.note(1, 0)
    expect(speedometer.speed(4000)).toBe(0)
    speedometer.note(2, 5000)
    speedometer.note(3, 10_000)
    expect(speedometer.speed(10_000)).toBeCloseTo(0.2, 6)
    // and falls when nothing happens any more
    expect(speedometer.speed(20_000)).toBeLessThan(0.15)
  })

  it('forgets what was before a rest', () => {
    const speedometer = createSpeedometer()
    speedometer.note(1, 0)
    speedometer.note(2, 1)
    speedometer.reset()
    speedometer.note(3, 60_000)
    expect(speedometer.speed(60_000)).toBe(0)
  })
})
