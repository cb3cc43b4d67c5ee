import { unzipSync } from 'fflate'

/** Arrays by name, as another program reads them from a file. */
export interface ReadWeights {
  arrays: Record<string, { shape: number[]; values: Float32Array }>
  facts: Record<string, unknown>
}

const numbers = (bytes: Uint8Array): Float32Array => new Float32Array(new Uint8Array(bytes).buffer)
const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Reads an .npz archive by what NumPy says of the format. */
export function readNpz(file: Uint8Array): ReadWeights {
  const { 'meta.json': facts, ...entries } = unzipSync(file)
  const arrays = Object.entries(entries).map(([name, bytes]) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const start = 10 + view.getUint16(8, true)
    const header = words(bytes.subarray(10, start))
    const [, shape] =
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(([\d, ]+)\), \} *\n$/.exec(header) ??
      []
    if (words(bytes.subarray(1, 6)) !== 'NUMPY' || start % 64 !== 0 || shape === undefined) {
      throw new Error(`${name} is no array: ${header}`)
    }
    const sizes = shape.split(',').filter((size) => size.trim() !== '')
    const array = { shape: sizes.map(Number), values: numbers(bytes.subarray(start)) }
    return [name.replace(/\.npy$/, ''), array]
  })
  return { arrays: Object.fromEntries(arrays), facts: JSON.parse(words(facts)) }
}

interface Entry {
  dtype: string
  shape: number[]
  data_offsets: [number, number]
}

/** Reads a .safetensors file by its specification. */
export function readSafetensors(file: Uint8Array): ReadWeights {
  const view = new DataView(file.buffer, file.byteOffset)
  const start = 8 + Number(view.getBigUint64(0, true))
  const { __metadata__: facts, ...entries } = JSON.parse(words(file.subarray(8, start)))
  const arrays = Object.entries(entries as Record<string, Entry>).map(
    ([
      name,
      {
        dtype,
        shape,
        data_offsets: [begin, end]
      }
    ]) => {
      if (dtype !== 'F32') throw new Error(`${name} is of type ${dtype}`)
      return [name, { shape, values: numbers(file.subarray(start + begin, start + end)) }]
    }
  )
  return { arrays: Object.fromEntries(arrays), facts }
}
