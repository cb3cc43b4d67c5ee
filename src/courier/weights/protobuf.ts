/**
 * As much of the encoding of Protocol Buffers as an ONNX file needs. A message is the bytes of its
 * fields, one after the other; each begins with its number and the kind of its value.
 */
const VARINT = 0
const BYTES = 2

/** Seven bits a byte, the lowest first; the eighth says that more follow. @param value whole, not negative. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return [...bytes, rest]
}

const tag = (field: number, kind: number): number[] => varint(field * 8 + kind)

export function wholeNumber(field: number, value: number): Uint8Array {
  return Uint8Array.from([...tag(field, VARINT), ...varint(value)])
}

export function bytes(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([...tag(field, BYTES), ...varint(value.length)]), value])
}

export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value))
}

/** A message within a message. */
export function message(field: number, fields: readonly Uint8Array[]): Uint8Array {
  return bytes(field, Buffer.concat(fields))
}
