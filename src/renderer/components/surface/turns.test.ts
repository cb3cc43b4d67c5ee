import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { paintInTurn } from './turns'

let frames: (() => void)[] = []

beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (paint: () => void) => frames.push(paint))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** The next frame: what moves asks for its pictures, and what was put off comes after it. */
async function frame(move: () => void): Promise<void> {
  const due = frames
  frames = []
  move()
  await nextTick()
  for (const paint of due) paint()
}

test('two pictures that move are painted in turn, one a frame, and both at the end', async () => {
  const painted: string[] = []
  const map = (): void => void painted.push('map')
  const surface = (): void => void painted.push('surface')
  const both = (): void => [map, surface].forEach(paintInTurn)
  for (let count = 0; count < 4; count++) await frame(both)
  expect(painted).toEqual(['map', 'surface', 'map', 'surface'])
  while (frames.length > 0) await frame(() => undefined)
  // the map had changed once more since it was painted
  expect(painted.slice(4)).toEqual(['map'])
})

test('one picture alone is painted in the frame in which it changed', async () => {
  const painted: number[] = []
  for (let count = 0; count < 3; count++) {
    await frame(() => paintInTurn(() => painted.push(count)))
    expect(painted).toHaveLength(count + 1)
  }
})
