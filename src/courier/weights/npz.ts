import { writeZip, type ZipEntry } from '../../bundle/zip'
import { factsOf, type StoredNetwork, type Tensor } from './stored-network'

/** NumPy's own format begins so, version 1.0 of it. */
const NPY_MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0)
/** The numbers begin at a multiple of this. */
const NPY_ALIGNMENT = 64

/**
 * An archive for numpy.load: W1, b1, W2, b2 …; and, as `meta.json`, what they are.
 * @param now milliseconds since 1970.
 */
export function toNpz(network: StoredNetwork, now: number): Uint8Array {
  const arrays = network.tensors.map((tensor): ZipEntry => ({
    name: `${tensor.name}.npy`,
    bytes: toNpy(tensor),
    compressed: false
  }))
  const facts = new TextEncoder().encode(JSON.stringify(factsOf(network), null, 1))
  return writeZip(
    [...arrays, { name: 'meta.json', bytes: facts, compressed: false }],
    new Date(now)
  )
}

/** One array: magic, length of the header, a header that is a literal of Python, the numbers. */
function toNpy({ shape, bytes }: Tensor): Uint8Array {
  // a tuple of one has a comma, too
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`
  const before = NPY_MAGIC.length + 2
  const length = Math.ceil((before + words.length + 1) / NPY_ALIGNMENT) * NPY_ALIGNMENT - before
  const header = new TextEncoder().encode(`${words.padEnd(length - 1)}\n`)
  return Buffer.concat([NPY_MAGIC, Uint8Array.of(length & 0xff, length >> 8), header, bytes])
}
