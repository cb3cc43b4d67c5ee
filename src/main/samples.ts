import type { Examples } from '../engine/engine'
import type { Sample } from '../shared/dataset'
import { DownhillError } from '../shared/errors'

export interface Samples {
  /**
   * One test example; without an index, any.
   * @throws DownhillError 'not-found', and what reading the data set throws.
   */
  sample(dataset: string, index?: number): Promise<Sample>
}

/** Test parts are large: those that were asked for last are kept. */
const MOST_KEPT = 3

/** Hands out single test examples of data sets that are read when first asked for. */
export function createSamples(loadTest: (dataset: string) => Promise<Examples>): Samples {
  const loaded = new Map<string, Promise<Examples>>()

  const load = (dataset: string): Promise<Examples> => {
    const known = loaded.get(dataset)
    if (known) return known
    const examples = loadTest(dataset)
    loaded.set(dataset, examples)
    for (const oldest of [...loaded.keys()].slice(0, -MOST_KEPT)) loaded.delete(oldest)
    // a failure is not kept: the files may be put in order meanwhile
    examples.catch(() => loaded.delete(dataset))
    return examples
  }

  return {
    sample: async (dataset, wanted) => {
      const examples = await load(dataset)
      const index = wanted ?? Math.floor(Math.random() * examples.count)
      if (index >= examples.count) {
        const sentence = `${dataset} has ${examples.count} test examples, and none numbered ${index}.`
        throw new DownhillError('not-found', sentence, { dataset, index })
      }
      return { ...pictureOf(examples, index), index }
    }
  }
}

function pictureOf(examples: Examples, index: number): Omit<Sample, 'index'> {
  const { inputs, inputSize, answers } = examples
  if (!(inputs instanceof Uint8Array) || answers.kind !== 'classes') {
    throw new DownhillError(
      'invalid-input',
      'The examples of this data set are no labelled pictures.'
    )
  }
  const image = inputs.slice(index * inputSize, (index + 1) * inputSize)
  return { image, label: answers.labels[index] }
}
