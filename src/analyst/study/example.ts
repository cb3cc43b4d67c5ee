import { readInputs, wantedOutputs, type Shift } from '../../engine/examples'
import type { Examples } from '../../engine/engine'
import { passExample } from '../../engine/example-pass'
import type { Network } from '../../engine/network'
import { DownhillError } from '../../shared/errors'
import type { ExamplePass, ExampleRef } from '../../shared/study'
import type { RunMaterial } from './task'

/** An example of a run, as it is learnt with or tested with. */
export interface FoundExample {
  example: ExampleRef
  examples: Examples
  shift: Shift | null
}

/** @throws DownhillError 'invalid-input' where the data set has no such example. */
export function findExample(
  { training, test }: RunMaterial,
  example: ExampleRef,
  shift: Shift | null = null
): FoundExample {
  const examples = example.part === 'training' ? training : test
  if (example.index < examples.count) return { example, examples, shift }
  throw new DownhillError(
    'invalid-input',
    `The ${example.part} part has ${examples.count} examples; there is no number ${example.index}.`,
    { where: 'example.index', message: `${example.index} >= ${examples.count}` }
  )
}

/** Grey values, 0 = paper, 255 = ink; of what is no picture none. */
export function imageOf({ example, examples, shift }: FoundExample): Uint8Array {
  if (examples.imageWidth === 0) return new Uint8Array(0)
  return Uint8Array.from(readInputs(examples, example.index, shift), (ink) => Math.round(255 * ink))
}

/** -1 where there are no classes. */
export function labelOf({ example, examples: { answers } }: FoundExample): number {
  return answers.kind === 'classes' ? answers.labels[example.index] : -1
}

/** The first of the largest; a NaN is never larger. */
export function largest(outputs: ArrayLike<number>): number {
  let best = 0
  for (let index = 1; index < outputs.length; index++) {
    if (outputs[index] > outputs[best]) best = index
  }
  return best
}

/** What one example does in a network with these parameters. */
export function studyExample(
  network: Network,
  parameters: Float32Array,
  found: FoundExample
): ExamplePass {
  const { example, examples, shift } = found
  const wanted = wantedOutputs(network, examples, example.index)
  const inputs = readInputs(examples, example.index, shift)
  const { layers, cost } = passExample(network, parameters, inputs, wanted)
  const outputs = layers[layers.length - 1].a
  return {
    example,
    image: imageOf(found),
    label: labelOf(found),
    answer: largest(outputs),
    layers: layers.map(({ z, a, delta }) => ({ z: [...z], a: [...a], delta: [...delta] })),
    wanted: [...wanted],
    // from the cost itself where that is one term: the logarithm of a rounded output says less
    terms: Array.from(outputs, (a, j) =>
      network.output === 'softmax' ? wanted[j] && cost : (a - wanted[j]) ** 2
    ),
    cost
  }
}
