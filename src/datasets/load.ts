import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Examples } from '../engine/engine'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { findDataset } from './catalogue'
import { readContents } from './contents'
import { parseIdx } from './idx'

export interface Dataset {
  info: DatasetInfo
  training: Examples
  test: Examples
}

/** One of the two parts of a data set: its files, as they were published. */
interface Part {
  images: string
  labels: string
  count: number
}

const PICTURES_HEADER = 16
const LABELS_HEADER = 8

const trainingPart = (info: DatasetInfo): Part => ({
  images: 'train-images-idx3-ubyte',
  labels: 'train-labels-idx1-ubyte',
  count: info.trainingCount
})

const testPart = (info: DatasetInfo): Part => ({
  images: 't10k-images-idx3-ubyte',
  labels: 't10k-labels-idx1-ubyte',
  count: info.testCount
})

/**
 * Reads `<folder>/<id>/` and makes sure, by the fingerprint, that it is what the catalogue says.
 *
 * @throws DownhillError 'dataset-missing', 'dataset-damaged'.
 */
export async function loadDataset(folder: string, id: string): Promise<Dataset> {
  const info = findDataset(id)
  // one after the other: of several missing files it is always the first that is named
  const training = await readPart(folder, info, trainingPart(info))
  const test = await readPart(folder, info, testPart(info))
  const fingerprint = fingerprintOf([...training.contents, ...test.contents])
  if (fingerprint !== info.fingerprint) {
    throw new DownhillError(
      'dataset-damaged',
      `The files of the data set "${id}" are not the published ones: their SHA-256 is ${fingerprint}.`,
      { dataset: id }
    )
  }
  return { info, training: training.examples, test: test.examples }
}

/**
 * Reads the test examples alone, for a look at single ones; their fingerprint is not checked.
 *
 * @throws DownhillError 'dataset-missing', 'dataset-damaged'.
 */
export async function loadTestExamples(folder: string, id: string): Promise<Examples> {
  const info = findDataset(id)
  return (await readPart(folder, info, testPart(info))).examples
}

/** SHA-256, hexadecimal, over the decompressed files one after the other. */
function fingerprintOf(contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const bytes of contents) hash.update(bytes)
  return hash.digest('hex')
}

async function readPart(
  folder: string,
  info: DatasetInfo,
  part: Part
): Promise<{ contents: [Uint8Array, Uint8Array]; examples: Examples }> {
  const path = (file: string): string => join(folder, info.id, file)
  const images = await readContents(
    path(part.images),
    PICTURES_HEADER + part.count * info.inputSize
  )
  const labels = await readContents(path(part.labels), LABELS_HEADER + part.count)
  const contents: [Uint8Array, Uint8Array] = [images, labels]
  return { contents, examples: toExamples(contents, part, info) }
}

function toExamples(
  [imageBytes, labelBytes]: [Uint8Array, Uint8Array],
  part: Part,
  info: DatasetInfo
): Examples {
  const images = parseIdx(imageBytes, part.images)
  const labels = parseIdx(labelBytes, part.labels)
  expectDimensions(part.images, images.dimensions, [part.count, info.imageHeight, info.imageWidth])
  expectDimensions(part.labels, labels.dimensions, [part.count])
  const strange = labels.values.findIndex((label) => label >= info.classes)
  if (strange >= 0) {
    throw new DownhillError(
      'dataset-damaged',
      `${part.labels}: label ${strange} is ${labels.values[strange]}, and there are ${info.classes} classes.`,
      { file: part.labels }
    )
  }
  return {
    count: part.count,
    inputSize: info.inputSize,
    inputs: images.values,
    answers: { kind: 'classes', labels: labels.values },
    imageWidth: info.imageWidth
  }
}

function expectDimensions(file: string, found: number[], expected: number[]): void {
  if (found.join() !== expected.join()) {
    throw new DownhillError(
      'dataset-damaged',
      `${file} holds ${found.join(' x ')} values where ${expected.join(' x ')} belong.`,
      { file }
    )
  }
}
