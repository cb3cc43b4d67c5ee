/** Bytes of a cache line: what starts at one is loaded with the fewest accesses. */
const ALIGNMENT = 64
const PAGE = 65_536
/** WebAssembly's addresses are 32 bits wide. */
const ADDRESSABLE = 2 ** 32 - PAGE

function alignUp(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT
}

/**
 * Hands out a WebAssembly memory from one end to the other. What is taken back is the unused rest of
 * a reservation, or everything from an address on.
 *
 * Growing a memory detaches every view of it. So views are made for the moment, by the methods
 * below, and never kept across an allocation.
 */
export class Arena {
  #top: number

  /** @param start the first free address */
  constructor(
    private readonly memory: WebAssembly.Memory,
    start: number
  ) {
    this.#top = alignUp(start)
  }

  /** Room for this many bytes, aligned, 0 throughout. */
  allocate(bytes: number): number {
    const address = this.reserve(bytes)
    this.take(address + bytes)
    new Uint8Array(this.memory.buffer, address, bytes).fill(0)
    return address
  }

  /** The same, filled with these numbers. */
  allocateWords(words: readonly number[]): number {
    const address = this.allocate(words.length * 4)
    this.words(address, words.length).set(words)
    return address
  }

  /**
   * Makes sure that this many bytes are there, aligned, without taking them: the next allocation
   * or reservation starts at the same place, unless `take` is called first. Contents are undefined.
   * @throws RangeError when the machine has no more memory
   */
  reserve(bytes: number): number {
    const missing = this.#top + bytes - this.memory.buffer.byteLength
    if (missing > 0) this.grow(missing)
    return this.#top
  }

  /** Takes what was reserved, up to an address. */
  take(end: number): void {
    this.#top = alignUp(end)
  }

  /** Bytes of the memory, in use or not. */
  get size(): number {
    return this.memory.buffer.byteLength
  }

  /** The first free address. */
  get top(): number {
    return this.#top
  }

  /** Takes back everything from an address on that was once the top. The memory stays as large. */
  rewind(address: number): void {
    this.#top = address
  }

  words(address: number, count: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, count)
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count)
  }

  doubles(address: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, address, count)
  }

  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, count)
  }

  private grow(missing: number): void {
    const size = this.memory.buffer.byteLength
    // an eighth more than asked for: pages that nobody touches cost nothing, growing does
    const wished = Math.min(size + missing + size / 8, ADDRESSABLE)
    const pages = Math.ceil((Math.max(wished, size + missing) - size) / PAGE)
    try {
      this.memory.grow(pages)
    } catch {
      throw new RangeError(
        `The network and its examples need ${Math.ceil((size + missing) / 2 ** 20)} MiB: too much.`
      )
    }
  }
}
