/**
 * What the engine uses of WebAssembly: the types of Node leave it out, those of browsers bring
 * windows.
 */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number })
    readonly buffer: ArrayBuffer
    /** Adds pages of 64 KiB; detaches `buffer`. */
    grow(pages: number): number
  }

  type Module = object
  const Module: new (bytes: Uint8Array) => Module

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
}
