import type { Examples } from '../../engine/engine'
import { isCurve, recipeInfo, type Recipe } from '../../shared/dataset-recipe'
import { randomStream } from '../../shared/random'
import type { Dataset } from '../dataset'
import { fingerprintOf, toContents } from '../parts'
import { CURVE_SHAPES, POINT_SHAPES, type CurveShape, type PointShape } from './shapes'

/**
 * Steps of this share of a line, walked round and round, lie evenly wherever one stops: no stretch of a
 * shape is left out of the training part, or of the test part, which are the last.
 */
const GOLDEN_SECTION = 0.6180339887498949

/**
 * The data set of a recipe: the same values to the last bit wherever it is made. Places and noise come
 * from streams of their own, so that more noise moves the same points further.
 */
export function makeDataset(recipe: Recipe): Dataset {
  const { name, count } = recipe
  const info = { ...recipeInfo(recipe), fingerprint: '' }
  const all = isCurve(name)
    ? makeCurve(CURVE_SHAPES[name], recipe)
    : makePoints(POINT_SHAPES[name], info.classes, recipe)
  const training = slice(all, 0, info.trainingCount)
  const test = slice(all, info.trainingCount, count)
  const fingerprint = fingerprintOf([
    ...toContents(training, info, 'training'),
    ...toContents(test, info, 'test')
  ])
  return { info: { ...info, fingerprint }, training, test }
}

function makePoints(shape: PointShape, classes: number, { count, noise, seed }: Recipe): Examples {
  const along = randomStream(seed, 'examples')
  const off = randomStream(seed, 'examples', 1)
  const inputs = new Float32Array(2 * count)
  const labels = new Uint8Array(count)
  const ways = Array.from({ length: classes }, () => along.uniform())
  for (let index = 0; index < count; index++) {
    const label = index % classes
    labels[index] = label
    ways[label] = (ways[label] + GOLDEN_SECTION) % 1
    const [x, y] = shape(label, ways[label], along)
    inputs[2 * index] = x + noise * off.normal()
    inputs[2 * index + 1] = y + noise * off.normal()
  }
  return { count, inputSize: 2, inputs, answers: { kind: 'classes', labels }, imageWidth: 0 }
}

function makeCurve(shape: CurveShape, { count, noise, seed }: Recipe): Examples {
  const along = randomStream(seed, 'examples')
  const off = randomStream(seed, 'examples', 1)
  const inputs = new Float32Array(count)
  const targets = new Float32Array(count)
  let way = along.uniform()
  for (let index = 0; index < count; index++) {
    way = (way + GOLDEN_SECTION) % 1
    const x = 2 * way - 1
    inputs[index] = x
    targets[index] = shape(x) + noise * off.normal()
  }
  return { count, inputSize: 1, inputs, answers: { kind: 'values', targets }, imageWidth: 0 }
}

function slice(
  { inputs, inputSize, answers, imageWidth }: Examples,
  from: number,
  to: number
): Examples {
  return {
    count: to - from,
    inputSize,
    inputs: inputs.slice(from * inputSize, to * inputSize),
    answers:
      answers.kind === 'classes'
        ? { kind: 'classes', labels: answers.labels.slice(from, to) }
        : { kind: 'values', targets: answers.targets.slice(from, to) },
    imageWidth
  }
}
