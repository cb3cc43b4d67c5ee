import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path'
import { intakeRefused, type IntakeOptions } from '../../shared/intake'
import { openSource } from './file-bytes'
import { readIdxHeader, readIdxValues, type IdxSource } from './idx-header'
import { recogniseSet } from './known-sets'
import { invert, isDarkOnLight, transpose } from './pictures'
import type { ReadFiles, ReadPart, ReadTools } from './read-files'
import { Rejections } from './rejections'

interface Pair {
  pictures: IdxSource
  labels: IdxSource
}

/**
 * Reads one or two pairs of IDX files, told apart by what they hold: with two pairs the smaller one
 * is for testing.
 * @throws DownhillError 'intake-refused'.
 */
export async function readIdxFiles(
  paths: readonly string[],
  options: IntakeOptions,
  { onProgress }: ReadTools
): Promise<ReadFiles> {
  if (paths.length !== 2 && paths.length !== 4) {
    throw intakeRefused('idx-count', { count: paths.length })
  }
  const sources: IdxSource[] = []
  for (const path of paths) sources.push(await readIdxHeader(await openSource(path)))
  const [trainingPair, testPair = null] = toPairs(sources)

  const of = sources.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  const onRead = (bytes: number): void => {
    done += bytes
    onProgress({ done, of, unit: 'bytes' })
  }
  const training = await readPair(trainingPair, onRead)
  const test = testPair && (await readPair(testPair, onRead))

  const known = recognise(trainingPair.labels.path, training)
  const transposed = options.transposed ?? known?.transposed ?? false
  const inverted = options.inverted ?? isDarkOnLight(training.inputs)
  for (const part of [training, test]) {
    if (transposed && part) transpose(part.inputs)
    if (inverted && part) invert(part.inputs)
  }
  return {
    kind: 'pictures',
    name: known?.name ?? nameAfter(trainingPair.pictures.path),
    source: known?.source ?? '',
    licence: known?.licence ?? '',
    files: sources.map(({ name }) => name),
    options: {
      ...options,
      label: null,
      header: null,
      scaled: null,
      fit: null,
      transposed,
      inverted
    },
    training,
    test,
    className: (label) => known?.classNames?.[label] ?? String(label),
    hasNames: Boolean(known?.classNames),
    remarks: known ? [{ code: 'recognised', values: { name: known.name } }] : [],
    rejections: new Rejections()
  }
}

/** The training pair first. */
function toPairs(sources: readonly IdxSource[]): Pair[] {
  const [pictures, labels] = (['pictures', 'labels'] as const).map((holds) =>
    sources.filter((source) => source.holds === holds).toSorted(trainingFirst)
  )
  const names = sources.map(({ name }) => name).join(', ')
  if (pictures.length !== labels.length) {
    throw intakeRefused('idx-parts', { files: names, pictures: pictures.length })
  }
  return pictures.map((each, index) => {
    const its = labels[index]
    if (each.count !== its.count) {
      throw intakeRefused('idx-pair', {
        pictures: each.name,
        labels: its.name,
        pictureCount: each.count,
        labelCount: its.count
      })
    }
    return { pictures: each, labels: its }
  })
}

/** By their counts; where these are the same, by their names. */
function trainingFirst(one: IdxSource, other: IdxSource): number {
  return other.count - one.count || Number(isForTesting(one)) - Number(isForTesting(other))
}

const isForTesting = ({ name }: IdxSource): boolean => /t10k|test/i.test(name)

async function readPair(
  { pictures, labels }: Pair,
  onRead: (bytes: number) => void
): Promise<ReadPart & { inputs: Uint8Array<ArrayBuffer>; labels: Uint8Array }> {
  const inputs = await readIdxValues(pictures, onRead)
  const values = await readIdxValues(labels, onRead)
  return {
    count: pictures.count,
    inputs,
    labels: values,
    answers: { kind: 'classes', labels: values }
  }
}

function recognise(
  path: string,
  { labels }: { labels: Uint8Array }
): ReturnType<typeof recogniseSet> {
  let first = 255
  let last = 0
  for (const label of labels) {
    first = Math.min(first, label)
    last = Math.max(last, label)
  }
  return recogniseSet(path, createHash('sha256').update(labels).digest('hex'), first, last)
}

/** After the folder: files of this kind are all called alike. */
function nameAfter(path: string): string {
  return basename(dirname(path)) || basename(path)
}
