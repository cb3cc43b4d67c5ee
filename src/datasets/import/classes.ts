import type { Examples } from '../../engine/engine'
import { INTAKE_LIMITS, intakeRefused } from '../../shared/intake'
import { INPUT_SIZES, PICTURE_SIDE, type ReadFiles, type ReadPart } from './read-files'

/** What comes in: classes are numbered from 0, and none of them is empty. */
export interface IncomingSet extends Omit<
  ReadFiles,
  'training' | 'test' | 'className' | 'hasNames'
> {
  training: Examples
  test: Examples | null
  /** Outputs of a network for it; of a curve 1. */
  classes: number
  /** null: by their numbers. */
  classNames: string[] | null
}

/** Names in a sentence; more would be no sentence any more. */
const MOST_NAMED = 8

/**
 * Numbers the classes that have training examples, from 0, and leaves out the others and the test
 * examples that belong to none.
 * @throws DownhillError 'intake-refused' where what is left is no data set.
 */
export function numberClasses(read: ReadFiles): IncomingSet {
  const { training, test, className, hasNames, ...rest } = read
  if (training.answers.kind === 'values') {
    const set = { ...rest, classes: 1, classNames: null }
    return refuseSmall({ ...set, training: toExamples(training), test: test && toExamples(test) })
  }
  const counts = countLabels(training)
  const used = [...counts.keys()].filter((label) => counts[label] > 0)
  if (used.length < INTAKE_LIMITS.classes.min) {
    throw intakeRefused('too-few-classes', { count: used.length })
  }
  remarkOnGaps(read, used)
  const numbers = new Int16Array(256).fill(-1)
  used.forEach((label, number) => (numbers[label] = number))
  const isPlain = !hasNames && used.every((label, number) => label === number)
  return refuseSmall({
    ...rest,
    classes: used.length,
    classNames: isPlain ? null : used.map(className),
    training: toExamples(renumber(training, numbers)),
    test: test && toExamples(renumber(keepTrained(read, test, numbers), numbers))
  })
}

function countLabels({ answers }: ReadPart): Uint32Array {
  const counts = new Uint32Array(256)
  if (answers.kind === 'classes') for (const label of answers.labels) counts[label]++
  return counts
}

function remarkOnGaps(
  { className, classTotal, hasNames, remarks }: ReadFiles,
  used: readonly number[]
): void {
  const [first] = used
  if (!hasNames && first > 0) remarks.push({ code: 'labels-moved', values: { first } })
  const gaps: number[] = []
  const [begin, end] = classTotal === undefined ? [first, used[used.length - 1]] : [0, classTotal]
  for (let label = begin; label < end; label++) {
    if (!used.includes(label)) gaps.push(label)
  }
  if (gaps.length === 0) return
  const names = gaps.slice(0, MOST_NAMED).map(className).join(', ')
  remarks.push({
    code: 'class-empty',
    values: { count: gaps.length, names: gaps.length > MOST_NAMED ? `${names} …` : names }
  })
}

/** Of what was never trained no test could come out well. */
function keepTrained(
  { className, rejections, files }: ReadFiles,
  test: ReadPart,
  numbers: Int16Array
): ReadPart {
  if (test.answers.kind === 'values') return test
  const { labels } = test.answers
  const kept: number[] = []
  const counts = countLabels(test)
  labels.forEach((label, index) => {
    if (numbers[label] >= 0) kept.push(index)
  })
  if (kept.length === test.count) return test
  counts.forEach((count, label) => {
    if (count === 0 || numbers[label] >= 0) return
    rejections.add(files[files.length - 1], null, 'class-untrained', {
      name: className(label),
      count
    })
  })
  return gather(test, Uint32Array.from(kept))
}

/** The examples at these places. */
export function gather<Part extends ReadPart>(part: Part, places: Uint32Array): Part {
  const { inputs, answers, count } = part
  const size = inputs.length / Math.max(1, count)
  const chosen =
    inputs instanceof Uint8Array
      ? new Uint8Array(places.length * size)
      : new Float32Array(places.length * size)
  places.forEach((place, index) => {
    chosen.set(inputs.subarray(place * size, (place + 1) * size), index * size)
  })
  return {
    ...part,
    count: places.length,
    inputs: chosen,
    answers:
      answers.kind === 'classes'
        ? { kind: 'classes', labels: Uint8Array.from(places, (place) => answers.labels[place]) }
        : { kind: 'values', targets: Float32Array.from(places, (place) => answers.targets[place]) }
  }
}

function renumber(part: ReadPart, numbers: Int16Array): ReadPart {
  if (part.answers.kind === 'values') return part
  const { labels } = part.answers
  return {
    ...part,
    answers: { kind: 'classes', labels: labels.map((label) => numbers[label]) }
  }
}

function toExamples({ count, inputs, answers }: ReadPart): Examples {
  const isPictures = inputs instanceof Uint8Array
  const inputSize = isPictures
    ? INPUT_SIZES.pictures
    : INPUT_SIZES[answers.kind === 'classes' ? 'points' : 'curve']
  return { count, inputSize, inputs, answers, imageWidth: isPictures ? PICTURE_SIDE : 0 }
}

function refuseSmall(set: IncomingSet): IncomingSet {
  const count = set.training.count + (set.test?.count ?? 0)
  const { min } = INTAKE_LIMITS.examples
  if (count < min) throw intakeRefused('too-few-examples', { count, min })
  if (set.test?.count === 0)
    throw intakeRefused('nothing-left', { file: set.files[set.files.length - 1] })
  return set
}
