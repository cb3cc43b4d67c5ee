import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../store/testing/fixtures'
import { keepWindowPlace, readWindowPlace, within } from './window-place'

const PLACE = { x: 40, y: -20, width: 1100, height: 700, maximized: false }

let folder: string
let remove: () => void
beforeEach(() => {
  ;({ folder, remove } = temporaryFolder())
})
afterEach(() => remove())

describe('the place of the window', () => {
  it('is found again', () => {
    keepWindowPlace(folder, PLACE)
    expect(readWindowPlace(folder)).toEqual(PLACE)
  })

  it('is not known before the first window, nor from what cannot be read', () => {
    expect(readWindowPlace(folder)).toBeNull()
    for (const text of ['{', '[]', '{"x":1}', JSON.stringify({ ...PLACE, width: -1 })]) {
      writeFileSync(join(folder, 'place.json'), text)
      expect(readWindowPlace(folder), text).toBeNull()
    }
  })

  it('that cannot be kept is no error', () => {
    mkdirSync(join(folder, 'place.json'))
    expect(() => keepWindowPlace(folder, PLACE)).not.toThrow()
  })
})

describe('within a display', () => {
  const area = { x: 100, y: 30, width: 1280, height: 770 }

  it('bounds that fit stay', () => {
    const bounds = { x: 200, y: 60, width: 960, height: 640 }
    expect(within(area, bounds)).toEqual(bounds)
  })

  it.each([
    ['beyond the right lower corner', { x: 5000, y: 5000 }, { x: 420, y: 160 }],
    ['beyond the left upper corner', { x: -5000, y: 0 }, { x: 100, y: 30 }]
  ])('bounds %s come to the nearest place', (_, at, expected) => {
    const size = { width: 960, height: 640 }
    expect(within(area, { ...at, ...size })).toEqual({ ...expected, ...size })
  })

  it('bounds too small to use grow', () => {
    const speck = { x: 1379, y: 799, width: 1, height: 1 }
    expect(within(area, speck)).toEqual({ x: 420, y: 160, width: 960, height: 640 })
    const small = { x: 0, y: 0, width: 800, height: 600 }
    expect(within(small, { ...speck, x: 9, y: 9 })).toEqual(small)
  })

  it('bounds of a larger display are made smaller', () => {
    expect(within(area, { x: 0, y: 0, width: 2560, height: 1400 })).toEqual(area)
  })
})
