import { factsOf, type StoredNetwork } from './stored-network'

/** The numbers begin at a multiple of this. */
const ALIGNMENT = 8

/** The format of the same name: the header's length as a 64-bit number, a header of JSON, the numbers. */
export function toSafetensors(network: StoredNetwork): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: asTexts(factsOf(network)) }
  let offset = 0
  for (const { name, shape, bytes } of network.tensors) {
    const end = offset + bytes.length
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] }
    offset = end
  }
  const words = new TextEncoder().encode(JSON.stringify(header))
  const length = Math.ceil(words.length / ALIGNMENT) * ALIGNMENT
  const start = Buffer.alloc(8 + length, ' ')
  start.writeBigUInt64LE(BigInt(length))
  start.set(words, 8)
  return Buffer.concat([start, ...network.tensors.map(({ bytes }) => bytes)])
}

/** The format allows texts only: anything else stands there as JSON. */
export function asTexts(facts: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? fact : JSON.stringify(fact)
    ])
  )
}
