import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Examples } from '../engine/engine'
import type { DatasetInfo, DatasetKind } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { readContents } from './contents'
import { parseFloatIdx, parseIdx, toIdx } from './idx'

/** A data set is kept in four IDX files: inputs and answers, for training and for testing. */
export type Part = 'training' | 'test'

/** The contents of a part's files: inputs, answers. */
export type PartContents = readonly [inputs: Uint8Array, answers: Uint8Array]

/** Pictures are called as MNIST was published; numbers likewise. Kept gzipped, with `.gz` behind. */
export function fileNames(kind: DatasetKind, part: Part): [inputs: string, answers: string] {
  const beginning = part === 'training' ? 'train' : 't10k'
  const labels = `${beginning}-labels-idx1-ubyte`
  switch (kind) {
    case 'pictures':
      return [`${beginning}-images-idx3-ubyte`, labels]
    case 'points':
      return [`${beginning}-points-idx2-float`, labels]
    case 'curve':
      return [`${beginning}-points-idx2-float`, `${beginning}-values-idx2-float`]
  }
}

const countOf = ({ trainingCount, testCount }: DatasetInfo, part: Part): number =>
  part === 'training' ? trainingCount : testCount

/**
 * Reads one part from the folder that holds the data set's files.
 * @throws DownhillError 'dataset-missing', 'dataset-damaged'.
 */
export async function readPart(
  folder: string,
  info: DatasetInfo,
  part: Part
): Promise<{ contents: PartContents; examples: Examples }> {
  const names = fileNames(info.kind, part)
  const [inputSizes, answerSizes] = dimensionsOf(info, part)
  // one after the other: of several missing files it is always the first that is named
  const inputs = await readContents(
    join(folder, names[0]),
    fileSize(inputSizes, info.kind === 'pictures' ? 1 : 4)
  )
  const answers = await readContents(
    join(folder, names[1]),
    fileSize(answerSizes, info.kind === 'curve' ? 4 : 1)
  )
  const contents: PartContents = [inputs, answers]
  return { contents, examples: toExamples(contents, info, part) }
}

/** The files of one part, as `readPart` reads them. */
export function toContents(examples: Examples, info: DatasetInfo, part: Part): PartContents {
  const [inputSizes, answerSizes] = dimensionsOf(info, part)
  const { answers } = examples
  return [
    toIdx(inputSizes, examples.inputs),
    toIdx(answerSizes, answers.kind === 'classes' ? answers.labels : answers.targets)
  ]
}

/** SHA-256, hexadecimal, over the decompressed files one after the other. */
export function fingerprintOf(contents: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const bytes of contents) hash.update(bytes)
  return hash.digest('hex')
}

function dimensionsOf(info: DatasetInfo, part: Part): [inputs: number[], answers: number[]] {
  const count = countOf(info, part)
  switch (info.kind) {
    case 'pictures':
      return [[count, info.imageHeight, info.imageWidth], [count]]
    case 'points':
      return [[count, info.inputSize], [count]]
    case 'curve':
      return [
        [count, info.inputSize],
        [count, info.classes]
      ]
  }
}

const fileSize = (dimensions: readonly number[], valueSize: number): number =>
  4 +
  4 * dimensions.length +
  valueSize * dimensions.reduce((product, dimension) => product * dimension, 1)

function toExamples(contents: PartContents, info: DatasetInfo, part: Part): Examples {
  const [inputsFile, answersFile] = fileNames(info.kind, part)
  const [inputSizes, answerSizes] = dimensionsOf(info, part)
  const inputs = (info.kind === 'pictures' ? parseIdx : parseFloatIdx)(contents[0], inputsFile)
  expectDimensions(inputsFile, inputs.dimensions, inputSizes)
  return {
    count: countOf(info, part),
    inputSize: info.inputSize,
    inputs: inputs.values,
    answers: readAnswers(contents[1], answersFile, answerSizes, info),
    imageWidth: info.imageWidth
  }
}

function readAnswers(
  bytes: Uint8Array,
  file: string,
  dimensions: number[],
  { kind, classes }: DatasetInfo
): Examples['answers'] {
  if (kind === 'curve') {
    const { dimensions: found, values } = parseFloatIdx(bytes, file)
    expectDimensions(file, found, dimensions)
    return { kind: 'values', targets: values }
  }
  const { dimensions: found, values } = parseIdx(bytes, file)
  expectDimensions(file, found, dimensions)
  const strange = values.findIndex((label) => label >= classes)
  if (strange >= 0) {
    throw new DownhillError(
      'dataset-damaged',
      `${file}: label ${strange} is ${values[strange]}, and there are ${classes} classes.`,
      { file }
    )
  }
  return { kind: 'classes', labels: values }
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
