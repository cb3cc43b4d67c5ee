import { crc32 } from 'node:zlib'
// the part for Node begins with a `require` of its own, which the built program has already
import { Inflate, zipSync, type Zippable } from 'fflate/browser'
import { DownhillError } from '../shared/errors'
import { damaged } from './damage'

/** Bytes of all entries together, unpacked. What a person shares is far smaller. */
export const MAX_UNPACKED = 1024 ** 3
/** Bytes of a file; nothing that is written grows by packing, but for the list of entries. */
export const MAX_FILE = MAX_UNPACKED + 64 * 1024 ** 2
export const MAX_ENTRIES = 50_000
/** Bytes of an entry of JSON; the longest run's record stays far below. */
export const MAX_JSON = 16 * 1024 ** 2

// the parts of the ZIP format that are read here: signature and length of the fixed part of each record
const END = { signature: 0x06054b50, length: 22, longestComment: 0xffff }
const ENTRY = { signature: 0x02014b50, length: 46 }
const LOCAL_HEADER = { signature: 0x04034b50, length: 30 }
const STORED = 0
const DEFLATED = 8

/** Deflate makes at most so many bytes of one. */
const MOST_INFLATED = 1032
/** What is written becomes thirty times as small at most: a megabyte of it fills no gigabyte. */
const MOST_PACKED = 100
/** How much is inflated at once. */
const INFLATED_AT_ONCE = 4096

export interface ZipEntry {
  name: string
  bytes: Uint8Array
  /** false: as it is. Weights do not become smaller. */
  compressed: boolean
}

export function writeZip(entries: readonly ZipEntry[], modified: Date): Uint8Array {
  const files: Zippable = {}
  for (const { name, bytes, compressed } of entries) {
    files[name] = [bytes, { level: compressed ? 6 : 0 }]
  }
  return zipSync(files, { mtime: modified })
}

interface Listed {
  name: string
  method: number
  checksum: number
  packedSize: number
  size: number
  /** Where its local header begins. */
  offset: number
}

/**
 * The entries of a ZIP archive. Nothing is unpacked before the sizes that it declares are found
 * small enough, and never more than these.
 *
 * @throws DownhillError 'bundle-damaged'.
 */
export function readZip(archive: Uint8Array): Map<string, Uint8Array> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const listed = readList(view)
  const unpacked = listed.reduce((sum, { size }) => sum + size, 0)
  if (unpacked > MAX_UNPACKED) throw damaged('its contents are larger than any that is written')
  if (unpacked > archive.length * MOST_PACKED + MAX_JSON) {
    throw damaged('it is packed far more densely than any that is written')
  }
  const huge = listed.find(({ name, size }) => name.endsWith('.json') && size > MAX_JSON)
  if (huge) throw damaged(`${huge.name} is larger than any that is written`)
  const entries = new Map<string, Uint8Array>()
  let packed = 0
  for (const entry of listed) {
    if (entries.has(entry.name)) throw damaged(`${entry.name} occurs twice`)
    const bytes = packedBytes(view, entry)
    // else a few bytes, listed under many names, would be as much as all that is allowed
    packed += bytes.length
    if (packed > archive.length) throw damaged('its entries lie upon each other')
    entries.set(entry.name, unpack(bytes, entry))
  }
  return entries
}

/** The list of entries stands at the end of an archive. */
function readList(view: DataView): Listed[] {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > MAX_ENTRIES) throw damaged('it lists too many entries')
  let at = view.getUint32(end + 16, true)
  const entries: Listed[] = []
  while (entries.length < count) {
    expectRecord(view, at, ENTRY)
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: readName(view, at + ENTRY.length, nameLength),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true)
    })
    const extraLength = view.getUint16(at + 30, true)
    const commentLength = view.getUint16(at + 32, true)
    at += ENTRY.length + nameLength + extraLength + commentLength
  }
  return entries
}

/** The last record, behind which only a comment may follow. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END.length
  for (let at = last; at >= Math.max(0, last - END.longestComment); at--) {
    if (view.getUint32(at, true) === END.signature) return at
  }
  throw damaged('it is no ZIP archive, or its end is missing')
}

function packedBytes(view: DataView, { offset, name, packedSize }: Listed): Uint8Array {
  expectRecord(view, offset, LOCAL_HEADER)
  // the lengths of name and extra field may differ from those in the list
  const start =
    offset +
    LOCAL_HEADER.length +
    view.getUint16(offset + 26, true) +
    view.getUint16(offset + 28, true)
  if (start + packedSize > view.byteLength) throw damaged(`${name} is cut off`)
  return new Uint8Array(view.buffer, view.byteOffset + start, packedSize)
}

function unpack(packed: Uint8Array, { name, method, size, checksum }: Listed): Uint8Array {
  if (method !== STORED && method !== DEFLATED) throw damaged(`${name} is packed in another way`)
  // before any memory is taken for it
  if (size > packed.length * (method === STORED ? 1 : MOST_INFLATED)) {
    throw damaged(`${name} has another size than it declares`)
  }
  const bytes = method === STORED ? packed.slice() : inflate(packed, name, size)
  if (bytes.length !== size) throw damaged(`${name} has another size than it declares`)
  if (crc32(bytes) !== checksum) throw damaged(`the checksum of ${name} does not match`)
  return bytes
}

/** Stops as soon as there is more than was declared. */
function inflate(packed: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let length = 0
  const stream = new Inflate((piece) => {
    if (length + piece.length > size) throw damaged(`${name} has another size than it declares`)
    bytes.set(piece, length)
    length += piece.length
  })
  try {
    for (let at = 0; at < packed.length; at += INFLATED_AT_ONCE) {
      const end = at + INFLATED_AT_ONCE
      stream.push(packed.subarray(at, end), end >= packed.length)
    }
  } catch (error) {
    // what the library says is about bits and blocks
    throw error instanceof DownhillError ? error : damaged(`${name} cannot be unpacked`)
  }
  return bytes.subarray(0, length)
}

function readName(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) throw damaged('it is cut off')
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, length))
}

function expectRecord(
  view: DataView,
  at: number,
  record: { signature: number; length: number }
): void {
  if (at + record.length > view.byteLength || view.getUint32(at, true) !== record.signature) {
    throw damaged('its list of contents leads astray')
  }
}
