import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { DownhillError } from '../shared/errors'

const inflate = promisify(gunzip)

/** The two bytes that every gzip file begins with. */
const GZIP_MAGIC = [0x1f, 0x8b]

/** No compressed byte stands for more: what a damaged record expects takes no memory before it is there. */
const MOST_INFLATED = 1032

/**
 * The decompressed contents of `<path>.gz`, or of `<path>` where there is no such file. At most
 * `expectedSize` bytes and a little more are ever inflated, whatever the file claims.
 *
 * @throws DownhillError 'dataset-missing', or 'dataset-damaged' where the bytes do not decompress.
 */
export async function readContents(path: string, expectedSize: number): Promise<Uint8Array> {
  const bytes = (await readIfThere(`${path}.gz`)) ?? (await readIfThere(path))
  if (!bytes) {
    throw new DownhillError('dataset-missing', `${path} is missing.`, { file: path })
  }
  if (!GZIP_MAGIC.every((value, index) => bytes[index] === value)) return bytes
  try {
    return await inflate(bytes, {
      // one piece: inflated in the usual 16 kB pieces, MNIST takes four times as long
      chunkSize: Math.max(64, Math.min(expectedSize + 1, bytes.length * MOST_INFLATED)),
      maxOutputLength: expectedSize + 64
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownhillError('dataset-damaged', `${path}.gz cannot be decompressed: ${reason}.`, {
      file: path
    })
  }
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    const reason = error instanceof Error ? error.message : String(error)
    throw new DownhillError('dataset-missing', `${path} cannot be read: ${reason}.`, { file: path })
  }
}
