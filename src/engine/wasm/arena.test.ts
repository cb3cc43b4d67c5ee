import { describe, expect, it } from 'vitest'
import { Arena } from './arena'

const PAGE = 65_536
const arenaOfPages = (initial: number, maximum: number): Arena =>
  new Arena(new WebAssembly.Memory({ initial, maximum }), 100)

describe('Arena', () => {
  it('hands out aligned stretches that do not overlap, and grows', () => {
    const arena = arenaOfPages(1, 16)
    const sizes = [1, 64, 65, 100_000, 300_000]
    const addresses = sizes.map((size) => arena.allocate(size))
    addresses.forEach((address, i) => {
      expect(address % 64).toBe(0)
      expect(address).toBeGreaterThanOrEqual(i === 0 ? 100 : addresses[i - 1] + sizes[i - 1])
      arena.bytes(address, sizes[i]).fill(i + 1)
    })
    addresses.forEach((address, i) => {
      const bytes = arena.bytes(address, sizes[i])
      expect(bytes[0]).toBe(i + 1)
      expect(bytes[sizes[i] - 1]).toBe(i + 1)
    })
  })

  it('lends a reservation out again unless it is taken, and clears what it allocates', () => {
    const arena = arenaOfPages(1, 16)
    const first = arena.reserve(5 * PAGE)
    arena.bytes(first, 5 * PAGE).fill(1)
    expect(arena.reserve(10)).toBe(first)
    arena.take(first + 130)
    const second = arena.allocate(1000)
    expect(second).toBe(first + 192)
    expect(arena.bytes(second, 1000)).toEqual(new Uint8Array(1000))
  })

  it('writes words', () => {
    const arena = arenaOfPages(1, 1)
    expect([...arena.words(arena.allocateWords([1, 2 ** 32 - 1]), 2)]).toEqual([1, 2 ** 32 - 1])
  })

  it('says how much was missing where there is no more memory', () => {
    expect(() => arenaOfPages(1, 2).allocate(4 * PAGE)).toThrow(RangeError)
    expect(() => arenaOfPages(1, 2).allocate(4 * PAGE)).toThrow(/need 1 MiB/)
  })
})
