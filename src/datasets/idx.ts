import { DownhillError } from '../shared/errors'

/** An IDX file of bytes, the format that MNIST and its relatives come in. */
export interface IdxFile {
  /** From the outermost: 60000, 28, 28 for pictures, 60000 for labels. */
  dimensions: number[]
  /**
   * All values, the last dimension running fastest. A view of the file's bytes, but never a Buffer:
   * a Buffer's slice() is no copy, and whoever changed it would change the data.
   */
  values: Uint8Array
}

/** The third byte of the magic number: values are unsigned bytes. */
const UNSIGNED_BYTE = 0x08

/**
 * Reads an IDX file: two zero bytes, the kind of value, the number of dimensions, each dimension as
 * a big-endian 32-bit number, then the values.
 *
 * @throws DownhillError 'dataset-damaged' with a sentence that names the file.
 */
export function parseIdx(bytes: Uint8Array, file: string): IdxFile {
  const damaged = (problem: string): DownhillError =>
    new DownhillError('dataset-damaged', `${file} ${problem}.`, { file })

  if (bytes.length < 4) throw damaged('is too short to be an IDX file')
  if (bytes[0] !== 0 || bytes[1] !== 0) throw damaged('is not an IDX file')
  if (bytes[2] !== UNSIGNED_BYTE) throw damaged('does not hold bytes')
  const rank = bytes[3]
  const headerLength = 4 + 4 * rank
  if (rank === 0) throw damaged('has no dimensions')
  if (bytes.length < headerLength) throw damaged('ends within its header')

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dimensions = Array.from({ length: rank }, (_, index) => view.getUint32(4 + 4 * index))
  const expected = dimensions.reduce((product, dimension) => product * dimension, 1)
  const found = bytes.length - headerLength
  if (found !== expected) {
    throw damaged(`should hold ${dimensions.join(' x ')} bytes of data, and holds ${found}`)
  }
  const values = new Uint8Array(bytes.buffer, bytes.byteOffset + headerLength, found)
  return { dimensions, values }
}
