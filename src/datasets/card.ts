import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Examples } from '../engine/engine'
import type { DatasetCard, Sample } from '../shared/dataset'
import { randomStream, shuffle } from '../shared/random'
import type { Dataset } from './dataset'
import { readRecord, toInfo } from './own-record'

const SAMPLES = 9
/** Of each class, where there are enough others: else nine pictures may well be three digits. */
const SAMPLES_OF_A_CLASS = 3
/** Drawn by the same seed each time: a card does not change. */
const SAMPLE_SEED = 1
const MOST_POINTS = 2000

/**
 * What a data set looks like. All of its examples are looked at: of 60,000 pictures in a tenth of a second.
 * @param folder holds the data set's own
 * @throws DownhillError of own ones 'own-dataset-missing', 'own-dataset-damaged'.
 */
export async function describeDataset(dataset: Dataset, folder: string): Promise<DatasetCard> {
  const { id, origin } = dataset.info
  const record = origin === 'own' ? await readRecord(folder, id) : null
  const bytes = origin === 'generated' ? 0 : await sizeOf(join(folder, id))
  const { source, licence } = record ?? { source: '', licence: '' }
  // examples may have been read before it was renamed, or came back under other words
  const info = record ? toInfo(record) : dataset.info
  return { ...looksOf({ ...dataset, info }), bytes, source, licence }
}

function looksOf({
  info,
  training,
  test
}: Dataset): Omit<DatasetCard, 'bytes' | 'source' | 'licence'> {
  const share = Math.min(1, MOST_POINTS / (training.count + test.count))
  const isPictures = info.kind === 'pictures'
  const pointsOf = (part: Examples): Float32Array =>
    isPictures ? new Float32Array(0) : firstPoints(part, Math.floor(share * part.count))
  return {
    info,
    samples: isPictures ? drawSamples(training, info.classes) : [],
    classCounts: countClasses(training, test, info.classes),
    meanPicture: isPictures ? meanOf(training) : null,
    points: { training: pointsOf(training), test: pointsOf(test) }
  }
}

function drawSamples({ inputs, inputSize, answers, count }: Examples, classes: number): Sample[] {
  if (!(inputs instanceof Uint8Array) || answers.kind !== 'classes') return []
  const most = Math.max(SAMPLES_OF_A_CLASS, Math.ceil(SAMPLES / classes))
  const drawn = new Map<number, number>()
  const order = shuffle(
    Uint32Array.from({ length: count }, (_, index) => index),
    randomStream(SAMPLE_SEED, 'examples')
  )
  const samples: Sample[] = []
  for (const index of order) {
    const label = answers.labels[index]
    const before = drawn.get(label) ?? 0
    if (before >= most) continue
    drawn.set(label, before + 1)
    const image = inputs.slice(index * inputSize, (index + 1) * inputSize)
    if (samples.push({ image, label, index }) === SAMPLES) break
  }
  return samples
}

function countClasses(
  training: Examples,
  test: Examples,
  classes: number
): { training: number; test: number }[] {
  if (training.answers.kind !== 'classes' || test.answers.kind !== 'classes') return []
  const [trained, tested] = [training.answers, test.answers].map(({ labels }) => {
    const counts = new Uint32Array(classes)
    for (const label of labels) counts[label]++
    return counts
  })
  return Array.from(trained, (count, label) => ({ training: count, test: tested[label] }))
}

function meanOf({ inputs, inputSize, count }: Examples): Uint8Array {
  const sums = new Float64Array(inputSize)
  for (let index = 0, start = 0; index < count; index++, start += inputSize) {
    for (let pixel = 0; pixel < inputSize; pixel++) sums[pixel] += inputs[start + pixel]
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / count))
}

/** Inputs and answer of each, one example after the other. */
function firstPoints({ inputs, inputSize, answers }: Examples, count: number): Float32Array {
  const values = answers.kind === 'classes' ? answers.labels : answers.targets
  const points = new Float32Array(count * (inputSize + 1))
  for (let index = 0; index < count; index++) {
    const start = index * (inputSize + 1)
    points.set(inputs.subarray(index * inputSize, (index + 1) * inputSize), start)
    points[start + inputSize] = values[index]
  }
  return points
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
