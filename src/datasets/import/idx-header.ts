import { INTAKE_LIMITS, intakeRefused } from '../../shared/intake'
import { MOST_UNPACKED_PER_BYTE, readBeginning, readPieces, type SourceFile } from './file-bytes'
import { PICTURE_SIZE } from './read-files'

/** An IDX file whose beginning was read: pictures of 28 by 28 bytes, or labels. */
export interface IdxSource extends SourceFile {
  holds: 'pictures' | 'labels'
  /** Of pictures or labels. */
  count: number
  headerLength: number
}

/** What the third byte says that the values are (the format's own list). */
const VALUE_KINDS: Record<number, { name: string; bytes: number }> = {
  0x08: { name: 'unsigned bytes', bytes: 1 },
  0x09: { name: 'signed bytes', bytes: 1 },
  0x0b: { name: 'short integers', bytes: 2 },
  0x0c: { name: 'integers', bytes: 4 },
  0x0d: { name: 'float32 numbers', bytes: 4 },
  0x0e: { name: 'float64 numbers', bytes: 8 }
}
const BYTES = 0x08
const MOST_DIMENSIONS = 8

/**
 * Looks at the beginning of an IDX file, and whether its size fits what it declares, before anything
 * of its size is allocated.
 * @throws DownhillError 'intake-refused'.
 */
export async function readIdxHeader(source: SourceFile): Promise<IdxSource> {
  const file = source.name
  const bytes = await readBeginning(source, 4 + 4 * MOST_DIMENSIONS)
  const kind = VALUE_KINDS[bytes[2]]
  const rank = bytes[3]
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0 || kind === undefined || rank === 0) {
    throw intakeRefused('idx-other', { file })
  }
  const headerLength = 4 + 4 * rank
  if (rank > MOST_DIMENSIONS) throw intakeRefused('idx-other', { file })
  if (bytes.length < headerLength) throw intakeRefused('idx-header', { file })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [count, ...shape] = Array.from({ length: rank }, (_, index) =>
    view.getUint32(4 + 4 * index)
  )
  const size = shape.reduce((product, side) => product * side, 1)
  if (bytes[2] !== BYTES) throw intakeRefused('idx-values', { file, values: kind.name })
  const holds = rank === 1 ? 'labels' : 'pictures'
  if (holds === 'pictures' && !isOneDigit(shape)) {
    throw intakeRefused('idx-shape', { file, shape: shape.join(' × ') })
  }
  checkSize(source, count, headerLength, size)
  return { ...source, holds, count, headerLength }
}

/** 28 x 28, also with a channel of grey, or row after row. */
function isOneDigit(shape: readonly number[]): boolean {
  const sides = shape.filter((side) => side !== 1).join()
  return sides === '28,28' || sides === String(PICTURE_SIZE)
}

function checkSize(source: SourceFile, count: number, header: number, exampleSize: number): void {
  const file = source.name
  const declared = count * exampleSize
  if (count > INTAKE_LIMITS.examples.max) {
    throw intakeRefused('too-many-examples', { file, count, limit: INTAKE_LIMITS.examples.max })
  }
  if (declared > INTAKE_LIMITS.bytes) {
    throw intakeRefused('too-large', { file, size: declared, limit: INTAKE_LIMITS.bytes })
  }
  const most = source.compressed ? source.size * MOST_UNPACKED_PER_BYTE : source.size
  const fits = source.compressed ? header + declared <= most : header + declared === most
  if (!fits) {
    // of a compressed file only so much is known without unpacking it
    throw intakeRefused('idx-length', { file, declared, found: Math.max(0, most - header) })
  }
}

/**
 * All values of the file.
 * @throws DownhillError 'intake-refused' where there are fewer or more than declared.
 */
export async function readIdxValues(
  source: IdxSource,
  onRead: (bytes: number) => void
): Promise<Uint8Array<ArrayBuffer>> {
  const length = source.count * (source.holds === 'pictures' ? PICTURE_SIZE : 1)
  const values = new Uint8Array(length)
  let place = -source.headerLength
  for await (const piece of readPieces(source, onRead)) {
    const begin = Math.max(0, -place)
    const room = length - Math.max(0, place)
    if (piece.length - begin > room) {
      throw intakeRefused('idx-length', {
        file: source.name,
        declared: length,
        found: place + piece.length
      })
    }
    if (begin < piece.length) values.set(piece.subarray(begin), Math.max(0, place))
    place += piece.length
  }
  if (place !== length) {
    const found = Math.max(0, place)
    throw intakeRefused('idx-length', { file: source.name, declared: length, found })
  }
  return values
}
