import type { Examples } from '../../engine/engine'
import type { Sample } from '../../shared/dataset'
import type { IntakePreview } from '../../shared/intake'
import type { IncomingSet } from './classes'
import { oneLine, PICTURE_SIZE } from './read-files'
import type { Split } from './split'

const MOST_SAMPLES = 40
const MOST_OF_A_CLASS = 4
const MOST_POINTS = 2000
const MOST_FILES = 4

/** What a person sees before anything is stored. @param split null where a test set came with it */
export function toPreview(set: IncomingSet, split: Split | null): IntakePreview {
  const { kind, name, source, licence, files, options, training, test, remarks, rejections } = set
  return {
    kind,
    name: oneLine(name),
    source,
    licence,
    files: files.slice(0, MOST_FILES),
    options,
    hasOwnTest: split === null,
    trainingCount: split?.training.length ?? training.count,
    testCount: split?.test.length ?? test?.count ?? 0,
    classes: countClasses(set, split),
    samples: firstOfEach(training, set.classes),
    points: thinPoints(training),
    remarks,
    rejected: rejections.kept,
    rejectedCount: rejections.count
  }
}

function countClasses(
  { classes, classNames, training, test }: IncomingSet,
  split: Split | null
): IntakePreview['classes'] {
  if (training.answers.kind === 'values') return []
  const inTraining = countLabels(training, split?.training, classes)
  const inTest = countLabels(split ? training : test, split?.test, classes)
  return Array.from({ length: classes }, (_, label) => ({
    name: classNames?.[label] ?? String(label),
    training: inTraining[label],
    test: inTest[label]
  }))
}

/** Of the examples at these places, or of all. */
function countLabels(
  examples: Examples | null,
  places: Uint32Array | undefined,
  classes: number
): Uint32Array {
  const counts = new Uint32Array(classes)
  if (examples?.answers.kind !== 'classes') return counts
  const { labels } = examples.answers
  if (places) for (const place of places) counts[labels[place]]++
  else for (const label of labels) counts[label]++
  return counts
}

/** Class by class, as many of each as there is room for. */
function firstOfEach({ inputs, answers, count }: Examples, classes: number): Sample[] {
  if (!(inputs instanceof Uint8Array) || answers.kind === 'values') return []
  const each = Math.min(MOST_OF_A_CLASS, Math.max(1, Math.floor(MOST_SAMPLES / classes)))
  const samples: Sample[] = []
  const taken = new Uint32Array(classes)
  const wanted = Math.min(MOST_SAMPLES, each * classes)
  for (let index = 0; index < count && samples.length < wanted; index++) {
    const label = answers.labels[index]
    if (taken[label] === each) continue
    taken[label]++
    const begin = index * PICTURE_SIZE
    samples.push({ image: inputs.slice(begin, begin + PICTURE_SIZE), label, index })
  }
  return samples.toSorted((one, other) => one.label - other.label)
}

/** x, y, label; of curves x, y. */
function thinPoints({ inputs, answers, count, inputSize }: Examples): Float32Array {
  if (inputs instanceof Uint8Array) return new Float32Array()
  const shown = Math.min(count, MOST_POINTS)
  const numbers = answers.kind === 'classes' ? answers.labels : answers.targets
  const points = new Float32Array(shown * (inputSize + 1))
  for (let index = 0; index < shown; index++) {
    const place = Math.floor((index * count) / shown)
    points.set(
      [...inputs.subarray(place * inputSize, (place + 1) * inputSize), numbers[place]],
      index * (inputSize + 1)
    )
  }
  return points
}
