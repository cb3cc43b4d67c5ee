import { afterEach, describe, expect, it, vi } from 'vitest'
import { digitFromStrokes, PENS } from '../../shared/digit-image'
import type { Sample } from '../../shared/dataset'
import { createPad, type Pad } from './use-pad'

const testDigit: Sample = { image: new Uint8Array(784).fill(9), label: 4, index: 17 }

function line(pad: Pad, from: number, to: number): void {
  pad.begin({ x: from, y: 5 })
  pad.extend([{ x: to, y: 9 }])
  pad.end()
}

describe('createPad', () => {
  afterEach(() => vi.unstubAllGlobals())

  const answerWith = (value: Sample): void => {
    const request = (): Promise<unknown> => Promise.resolve({ ok: true, value })
    vi.stubGlobal('window', { downhill: { request } })
  }

  it('collects strokes with the pen of the moment', () => {
    const pad = createPad()
    expect(pad.isEmpty.value).toBe(true)
    line(pad, 4, 20)
    pad.pen.value = 'broad'
    line(pad, 6, 8)
    expect(pad.isEmpty.value).toBe(false)
    expect(pad.content.value.strokes).toEqual([
      {
        points: [
          { x: 4, y: 5 },
          { x: 20, y: 9 }
        ],
        width: PENS.medium
      },
      {
        points: [
          { x: 6, y: 5 },
          { x: 8, y: 9 }
        ],
        width: PENS.broad
      }
    ])
  })

  it('ignores movements while the pen is up', () => {
    const pad = createPad()
    pad.extend([{ x: 1, y: 1 }])
    line(pad, 4, 20)
    pad.extend([{ x: 1, y: 1 }])
    expect(pad.content.value.strokes[0].points).toHaveLength(2)
  })

  it('gives the network the drawing as it is to be prepared', () => {
    const pad = createPad()
    line(pad, 4, 8)
    const { raw, centred } = digitFromStrokes(pad.content.value.strokes)
    expect(pad.image.value).toEqual(centred)
    pad.preparation.value = 'raw'
    expect(pad.image.value).toEqual(raw)
  })

  it('takes back strokes, clearing and loading, one by one', async () => {
    answerWith(testDigit)
    const pad = createPad()
    line(pad, 4, 8)
    line(pad, 5, 9)
    const drawing = pad.content.value
    pad.clear()
    expect(pad.isEmpty.value).toBe(true)
    await pad.loadTestDigit('mnist')
    pad.undo()
    expect(pad.isEmpty.value).toBe(true)
    pad.undo()
    expect(pad.content.value).toEqual(drawing)
    pad.undo()
    expect(pad.content.value.strokes).toHaveLength(1)
    pad.undo()
    expect(pad.isEmpty.value).toBe(true)
    expect(pad.canUndo.value).toBe(false)
  })

  it('drops a stroke that turned out to be none', () => {
    const pad = createPad()
    line(pad, 4, 8)
    pad.begin({ x: 20, y: 20 })
    pad.extend([{ x: 21, y: 21 }])
    pad.cancel()
    expect(pad.content.value.strokes).toHaveLength(1)
    pad.cancel()
    expect(pad.content.value.strokes).toHaveLength(1)
  })

  it('gives a test digit to the network as it is, and puts it away for a new stroke', async () => {
    answerWith(testDigit)
    const pad = createPad()
    await pad.loadTestDigit('mnist')
    for (const preparation of ['centred', 'raw'] as const) {
      pad.preparation.value = preparation
      expect(pad.image.value).toBe(testDigit.image)
    }
    pad.begin({ x: 3, y: 3 })
    expect(pad.content.value.picture).toBeNull()
  })

  it('moves a drawing, which changes what is raw and not what is centred', () => {
    const pad = createPad()
    line(pad, 8, 16)
    const before = { raw: pad.imageAs('raw'), centred: pad.imageAs('centred') }
    pad.moveBy(4, -2)
    expect(pad.imageAs('raw')).not.toEqual(before.raw)
    expect(pad.imageAs('centred')).toEqual(before.centred)
    pad.undo()
    expect(pad.imageAs('raw')).toEqual(before.raw)
  })

  it('moves a picture from where it first lay, and centres it again', () => {
    const pad = createPad()
    const image = new Uint8Array(784)
    // around pixel 14, as the digits of MNIST are
    for (const place of [13 * 28 + 14, 14 * 28 + 14, 15 * 28 + 14]) image[place] = 200
    pad.showTestDigit({ image, label: 1, index: 3 }, 'mnist')
    pad.moveBy(4, 0)
    expect(pad.imageAs('raw')[14 * 28 + 18]).toBe(200)
    expect(pad.imageAs('raw')[14 * 28 + 14]).toBe(0)
    expect(pad.imageAs('centred')).toEqual(image)
    pad.moveBy(-4, 0)
    expect(pad.imageAs('raw')).toEqual(image)
    expect(pad.content.value.picture?.sample).toMatchObject({ label: 1, index: 3 })
  })

  it('moves nothing on an empty pad', () => {
    const pad = createPad()
    pad.moveBy(4, 0)
    expect(pad.canUndo.value).toBe(false)
  })
})
