import { describe, expect, it } from 'vitest'
import { randomStream } from '../../shared/random'
import { Arena } from './arena'
import { instantiateKernels } from './kernels'
import { ACTIVATION_CODES } from './network-memory'

const { kernels, memory } = instantiateKernels()
const arena = new Arena(memory, kernels.freeMemory())

/** A kernel's answers to these numbers. */
function answers(kernel: 'exponentialOf' | 'logarithmOfOnePlusOf', numbers: number[]): number[] {
  const bytes = Math.ceil(numbers.length / 4) * 16
  const source = arena.allocate(bytes)
  const target = arena.allocate(bytes)
  arena.floats(source, numbers.length).set(numbers)
  kernels[kernel](source, target, bytes / 4)
  return [...arena.floats(target, numbers.length)]
}

function largestError(found: number[], wanted: number[]): number {
  return Math.max(...found.map((value, i) => Math.abs(value / wanted[i] - 1)))
}

describe('the exponential', () => {
  it('has a relative error below 1e-7 from -87 to 88', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) => Math.fround(-87 + (175 * i) / 1e5))
    expect(largestError(answers('exponentialOf', numbers), numbers.map(Math.exp))).toBeLessThan(
      1e-7
    )
  })

  it('is exact at 0, ends in 0 and infinity, and keeps NaN', () => {
    const numbers = [0, -0, -88, -1e30, -Infinity, 89, 1e30, Infinity, NaN]
    expect(answers('exponentialOf', numbers)).toEqual([
      ...[1, 1, 0, 0, 0],
      ...[Infinity, Infinity, Infinity, NaN]
    ])
  })
})

describe('the logarithm of 1 + x', () => {
  it('has a relative error below 3e-7, however small x is', () => {
    const numbers = Array.from({ length: 100_000 }, (_, i) =>
      Math.fround(Math.exp(-80 + (88 * i) / 1e5))
    )
    const wanted = numbers.map(Math.log1p)
    expect(largestError(answers('logarithmOfOnePlusOf', numbers), wanted)).toBeLessThan(3e-7)
  })

  it('is 0 at 0, and no number where x is not finite', () => {
    expect(answers('logarithmOfOnePlusOf', [0, Infinity, NaN])).toEqual([0, NaN, NaN])
  })
})

describe('an activation', () => {
  function activated(name: keyof typeof ACTIVATION_CODES, numbers: number[]): number[] {
    const bytes = Math.ceil(numbers.length / 4) * 16
    const rows = arena.allocate(bytes)
    arena.floats(rows, numbers.length).set(numbers)
    kernels.activate(rows, bytes, ACTIVATION_CODES[name])
    return [...arena.floats(rows, numbers.length)]
  }
  const numbers = Array.from({ length: 80_000 }, (_, i) => Math.fround((i - 40_000.5) / 1000))
  const tiny = [1e-30, -1e-20, 3e-8, -1e-4, 0.01].map(Math.fround)

  it('sigmoid has a relative error below 3e-7', () => {
    const wanted = numbers.map((z) => 1 / (1 + Math.exp(-z)))
    expect(largestError(activated('sigmoid', numbers), wanted)).toBeLessThan(3e-7)
    expect(activated('sigmoid', [0, 200, Infinity, -200, NaN])).toEqual([0.5, 1, 1, 0, NaN])
  })

  it('tanh has a relative error below 3e-7, however small its input', () => {
    const all = [...numbers, ...tiny]
    expect(largestError(activated('tanh', all), all.map(Math.tanh))).toBeLessThan(3e-7)
    expect(activated('tanh', [0, 200, -Infinity, NaN])).toEqual([0, 1, -1, NaN])
  })

  it('relu keeps what is positive, and NaN', () => {
    expect(activated('relu', [3, -3, 0, Infinity, -Infinity, NaN])).toEqual([
      ...[3, 0, 0],
      ...[Infinity, 0, NaN]
    ])
  })

  it('step is 1 from 0 on and 0 below, and keeps NaN', () => {
    expect(activated('step', [3, 1e-40, 0, -0, -1e-40, -Infinity, Infinity, NaN])).toEqual([
      ...[1, 1, 1, 1],
      ...[0, 0, 1, NaN]
    ])
  })
})

describe('lists of ink', () => {
  interface List {
    pixels: Map<number, number>
    margins: number[]
  }

  /** Encodes pictures and reads the lists back. */
  function encode(pictures: Uint8Array[], width: number): List[] {
    const size = pictures[0].length
    const images = arena.allocate(size * pictures.length)
    const starts = arena.allocate((pictures.length + 1) * 4)
    const margins = arena.allocate(pictures.length * 4)
    const room = (size + size / 255 + 2) * 2 * pictures.length
    const entries = arena.allocate(room)
    pictures.forEach((picture, i) => arena.bytes(images + i * size, size).set(picture))
    const end = kernels.encodeLists(images, pictures.length, size, width, entries, starts, margins)
    const bounds = [...arena.words(starts, pictures.length + 1)]
    expect(bounds[pictures.length]).toBe(end)
    return pictures.map((_, i) => {
      const pixels = new Map<number, number>()
      const bytes = arena.bytes(bounds[i], bounds[i + 1] - bounds[i])
      let position = 0
      for (let at = 0; at < bytes.length; at += 2) {
        position += bytes[at + 1]
        if (bytes[at] > 0) pixels.set(position, bytes[at])
      }
      const listMargins = [...arena.bytes(margins + 4 * i, 4)]
      return { pixels, margins: listMargins }
    })
  }

  it('hold every pixel with ink and no other', () => {
    const random = randomStream(1, 'noise')
    const shares = [0, 1, 3, 20, 100]
    const pictures = shares.map((share) =>
      Uint8Array.from({ length: 30 * 35 }, () =>
        random.below(400) < share ? 1 + random.below(255) : 0
      )
    )
    const lists = encode(pictures, 30)
    pictures.forEach((picture, i) => {
      const ink = [...picture.entries()].filter(([, value]) => value > 0)
      expect([...lists[i].pixels]).toEqual(ink)
    })
  })

  it('know how far the ink is from the borders, at most 255', () => {
    const dots = (...places: number[]): Uint8Array => {
      const picture = new Uint8Array(300 * 600)
      for (const place of places) picture[place] = 9
      return picture
    }
    const lists = encode(
      [dots(), dots(0), dots(300 * 2 + 3, 300 * 400 + 297), dots(300 * 599 + 299)],
      300
    )
    expect(lists.map((list) => list.margins)).toEqual([
      [255, 255, 255, 255],
      [0, 0, 255, 255],
      [3, 2, 2, 199],
      [255, 255, 0, 0]
    ])
  })
})
