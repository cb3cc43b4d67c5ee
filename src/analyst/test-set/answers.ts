import { createPreciseNetwork } from '../../engine/precise'
import { DownhillError } from '../../shared/errors'
import {
  NO_ANSWER,
  packTestAnswers,
  type AnswersStudy,
  type TestAnswers
} from '../../shared/test-set'
import { Reader } from '../study/averages'
import { wholePart } from '../study/over'
import { inPortions, type RunMaterial, type StudyTools } from '../study/task'
import { rank } from './rankings'

/**
 * Passes the whole test set through a network, in float64 from the stored weights.
 * @throws DownhillError 'invalid-input' where the examples have no classes, 'cancelled'.
 */
export async function studyAnswers(
  material: RunMaterial,
  parameters: Float32Array,
  tools: StudyTools
): Promise<AnswersStudy> {
  const answers = await findAnswers(material, parameters, tools)
  return { packed: packTestAnswers(answers), rankings: rank(answers) }
}

async function findAnswers(
  material: RunMaterial,
  parameters: Float32Array,
  tools: StudyTools
): Promise<TestAnswers> {
  const { network, test } = material
  if (test.answers.kind !== 'classes') {
    throw new DownhillError('invalid-input', 'The examples of this data set have no classes.')
  }
  const precise = createPreciseNetwork(network, parameters)
  const reader = new Reader(network, wholePart(material, 'test'))
  const sums = new Float64Array(precise.firstLayer)
  const found = emptyAnswers(test.answers.labels)
  await inPortions(
    tools,
    test.count,
    (from, to) => {
      for (let place = from; place < to; place++) {
        precise.sumFirst(reader.ink(place), sums)
        found.costs[place] = precise.cost(sums, reader.wanted(place))
        note(found, place, precise.outputs())
      }
    },
    tools.tell
  )
  return found
}

function emptyAnswers(labels: Uint8Array): TestAnswers {
  const count = labels.length
  return {
    count,
    costs: new Float64Array(count),
    shares: new Float32Array(count),
    gaps: new Float32Array(count),
    answers: new Int16Array(count),
    labels
  }
}

/** What the outputs say of one example: nothing, where one of them is no number. */
function note({ answers, shares, gaps }: TestAnswers, place: number, outputs: Float64Array): void {
  let answer = 0
  let second = -Infinity
  let sum = outputs[0]
  for (let index = 1; index < outputs.length; index++) {
    sum += outputs[index]
    if (outputs[index] > outputs[answer]) {
      second = outputs[answer]
      answer = index
    } else if (outputs[index] > second) {
      second = outputs[index]
    }
  }
  const isKnown = !Number.isNaN(sum)
  answers[place] = isKnown ? answer : NO_ANSWER
  // sigmoid outputs may all be 0
  shares[place] = sum > 0 ? outputs[answer] / sum : 0
  gaps[place] = isKnown && outputs.length > 1 ? outputs[answer] - second : NaN
}
