import type { Examples } from '../../engine/engine'
import type { Dataset } from '../dataset'
import { CURVES, recipeId, type Recipe } from '../../shared/dataset-recipe'
import { randomStream } from '../../shared/random'
import { fingerprintOf, toContents } from '../parts'
import { CURVE_SHAPES, POINT_SHAPES } from './shapes'

type CurveName = (typeof CURVES)[number]
type PointName = Exclude<Recipe['name'], CurveName>

const isCurve = (name: Recipe['name']): name is CurveName => CURVES.some((curve) => curve === name)

/** Where the test examples begin: they are the last fifth. */
const trainingCountOf = (count: number): number => count - Math.floor(count / 5)

/**
 * The data set of a recipe: the same values to the last bit wherever it is made. Places along a shape
 * and noise come from streams of their own, so that more noise moves the same points further.
 */
export function makeDataset(recipe: Recipe): Dataset {
  const { name, count } = recipe
  const all = isCurve(name) ? makeCurve(name, recipe) : makePoints(name, recipe)
  const trainingCount = trainingCountOf(count)
  const training = slice(all, 0, trainingCount)
  const test = slice(all, trainingCount, count)
  const info = {
    id: recipeId(recipe),
    kind: isCurve(name) ? ('curve' as const) : ('points' as const),
    origin: 'generated' as const,
    name: null,
    fingerprint: '',
    trainingCount,
    testCount: count - trainingCount,
    inputSize: all.inputSize,
    imageWidth: 0,
    imageHeight: 0,
    classes: isCurve(name) ? 1 : POINT_SHAPES[name].classes,
    classNames: null
  }
  const fingerprint = fingerprintOf([
    ...toContents(training, info, 'training'),
    ...toContents(test, info, 'test')
  ])
  return { info: { ...info, fingerprint }, training, test }
}

function makePoints(name: PointName, { count, noise, seed }: Recipe): Examples {
  const { classes, point } = POINT_SHAPES[name]
  const along = randomStream(seed, 'examples')
  const off = randomStream(seed, 'examples', 1)
  const inputs = new Float32Array(2 * count)
  const labels = new Uint8Array(count)
  for (let index = 0; index < count; index++) {
    labels[index] = index % classes
    const [x, y] = point(labels[index], along)
    inputs[2 * index] = x + noise * off.normal()
    inputs[2 * index + 1] = y + noise * off.normal()
  }
  return { count, inputSize: 2, inputs, answers: { kind: 'classes', labels }, imageWidth: 0 }
}

function makeCurve(name: CurveName, { count, noise, seed }: Recipe): Examples {
  const along = randomStream(seed, 'examples')
  const off = randomStream(seed, 'examples', 1)
  const inputs = new Float32Array(count)
  const targets = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    const x = 2 * along.uniform() - 1
    inputs[index] = x
    targets[index] = CURVE_SHAPES[name](x) + noise * off.normal()
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
