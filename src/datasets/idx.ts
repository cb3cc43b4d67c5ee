import { DownhillError } from '../shared/errors'

/** An IDX file, the format that MNIST and its relatives come in. */
export interface IdxFile<Values extends Uint8Array | Float32Array = Uint8Array> {
  /** From the outermost: 60000, 28, 28 for pictures, 60000 for labels. */
  dimensions: number[]
  /**
   * All values, the last dimension running fastest. Bytes are a view of the file's, but never a
   * Buffer: a Buffer's slice() is no copy, and whoever changed it would change the data.
   */
  values: Values
}

/** The third byte of the magic number says what the values are. */
const UNSIGNED_BYTE = 0x08
const FLOAT32 = 0x0d
/** Ours have three; a sentence that named 255 would be none. */
const MOST_DIMENSIONS = 8

/**
 * Reads an IDX file of bytes: two zero bytes, the kind of value, the number of dimensions, each
 * dimension as a big-endian 32-bit number, then the values.
 *
 * @throws DownhillError 'dataset-damaged' with a sentence that names the file.
 */
export function parseIdx(bytes: Uint8Array, file: string): IdxFile {
  const { dimensions, begin, count } = readHeader(bytes, file, UNSIGNED_BYTE, 1)
  return { dimensions, values: new Uint8Array(bytes.buffer, bytes.byteOffset + begin, count) }
}

/**
 * The same of numbers, big-endian float32 in the file. All of them are finite.
 *
 * @throws DownhillError 'dataset-damaged'.
 */
export function parseFloatIdx(bytes: Uint8Array, file: string): IdxFile<Float32Array> {
  const { dimensions, begin, count } = readHeader(bytes, file, FLOAT32, 4)
  const view = new DataView(bytes.buffer, bytes.byteOffset + begin, 4 * count)
  const values = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    const value = view.getFloat32(4 * index)
    if (!Number.isFinite(value)) {
      throw damaged(file, `holds something else than a number at place ${index}`)
    }
    values[index] = value
  }
  return { dimensions, values }
}

/** The file of these values; of float32 where they are. */
export function toIdx(
  dimensions: readonly number[],
  values: Uint8Array | Float32Array
): Uint8Array<ArrayBuffer> {
  const isFloat = values instanceof Float32Array
  const begin = 4 + 4 * dimensions.length
  const bytes = new Uint8Array(begin + (isFloat ? 4 : 1) * values.length)
  const view = new DataView(bytes.buffer)
  bytes[2] = isFloat ? FLOAT32 : UNSIGNED_BYTE
  bytes[3] = dimensions.length
  dimensions.forEach((dimension, index) => view.setUint32(4 + 4 * index, dimension))
  if (isFloat) values.forEach((value, index) => view.setFloat32(begin + 4 * index, value))
  else bytes.set(values, begin)
  return bytes
}

function readHeader(
  bytes: Uint8Array,
  file: string,
  kind: number,
  valueSize: number
): { dimensions: number[]; begin: number; count: number } {
  if (bytes.length < 4) throw damaged(file, 'is too short to be an IDX file')
  if (bytes[0] !== 0 || bytes[1] !== 0) throw damaged(file, 'is not an IDX file')
  if (bytes[2] !== kind) {
    throw damaged(file, `does not hold ${kind === FLOAT32 ? 'float32 numbers' : 'bytes'}`)
  }
  const rank = bytes[3]
  const begin = 4 + 4 * rank
  if (rank === 0) throw damaged(file, 'has no dimensions')
  if (rank > MOST_DIMENSIONS) throw damaged(file, `has ${rank} dimensions`)
  if (bytes.length < begin) throw damaged(file, 'ends within its header')

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dimensions = Array.from({ length: rank }, (_, index) => view.getUint32(4 + 4 * index))
  const expected = valueSize * dimensions.reduce((product, dimension) => product * dimension, 1)
  const found = bytes.length - begin
  if (found !== expected) {
    const size = [...dimensions, ...(valueSize > 1 ? [valueSize] : [])].join(' x ')
    throw damaged(file, `should hold ${size} bytes of data, and holds ${found}`)
  }
  return { dimensions, begin, count: found / valueSize }
}

function damaged(file: string, problem: string): DownhillError {
  return new DownhillError('dataset-damaged', `${file} ${problem}.`, { file })
}
