import { gradientNorms } from '../../engine/gradient-norms'
import { layerViews, parametersToBytes } from '../../engine/network'
import { MOST_OF_BATCH, type MetExample, type StepStudy } from '../../shared/study'
import { findCosts, findGradient, mean } from './averages'
import { imageOf, labelOf, studyExample, type FoundExample } from './example'
import { chooseExamples, shiftAt } from './over'
import type { RunMaterial, StudyTools } from './task'
import { scalarProduct } from './vectors'
import type { Place } from './walk'

/**
 * The step that the run takes from here.
 * @param follow place of an example in its batch; the last, where the batch is smaller
 * @throws DownhillError 'no-next-step' at the run's end.
 */
export async function studyStep(
  place: Place,
  material: RunMaterial,
  follow: number,
  tools: StudyTools
): Promise<StepStudy> {
  const { network, plans } = material
  const { parameters, step } = place
  const batch = chooseExamples(material, { kind: 'batch' }, step)
  const size = batch.order.length
  const quiet = { ...tools, tell: () => undefined }
  const { cost, gradient } = await findGradient(network, parameters, batch, quiet)
  const after = takeStep(place, material, tools)
  const { costs } = await findCosts(network, after, batch, quiet)

  const found = (at: number): FoundExample => ({
    example: { part: 'training', index: batch.order[at] },
    examples: batch.examples,
    shift: shiftAt(batch, at)
  })
  const followed = found(Math.min(follow, size - 1))
  const whole = withPenalty(gradient, place, material)
  const told = Float32Array.from(whole)
  const learningRate = plans.rateAt(step)
  return {
    batch: Array.from({ length: Math.min(size, MOST_OF_BATCH) }, (_, at) => meet(found(at))),
    batchSize: size,
    learningRate,
    pass: studyExample(network, parameters, followed),
    costBefore: cost,
    costAfter: mean(costs),
    promised: scalarProduct(gradient, addition(place, after, whole, size, material)),
    gradient: parametersToBytes(told),
    gradientNorms: gradientNorms(network, told),
    after: parametersToBytes(after),
    passAfter: studyExample(network, after, followed)
  }
}

function meet(found: FoundExample): MetExample {
  return { example: found.example, image: imageOf(found), label: labelOf(found) }
}

/** By the engine that the run was trained on: to the last bit what the run had after this step. */
function takeStep(
  { step, parameters, optimiserState }: Place,
  { plans }: RunMaterial,
  tools: StudyTools
): Float32Array {
  const { engine, training } = tools.engine()
  engine.load(parameters, optimiserState)
  engine.train(training, plans.plan(step, 1))
  return engine.parameters()
}

/** The gradient of the mean cost and the penalty, which biases are free of. */
function withPenalty(
  gradient: Float64Array,
  { step, parameters }: Place,
  { network, plans }: RunMaterial
): Float64Array {
  const { penalty } = plans.plan(step, 1)
  const whole = gradient.slice()
  for (const { weights, biases } of layerViews(network.layers)) {
    for (let index = weights; index < biases; index++) whole[index] += penalty * parameters[index]
  }
  return whole
}

/** What the step adds to each parameter; where the rule is plain, before it is rounded to float32. */
function addition(
  { step, parameters }: Place,
  after: Float32Array,
  gradient: Float64Array,
  batchSize: number,
  { plans }: RunMaterial
): Float64Array {
  const { optimiser, rates, reduction } = plans.plan(step, 1)
  if (optimiser.kind !== 'plain') {
    return Float64Array.from(after, (value, index) => value - parameters[index])
  }
  const length = rates[0] * (reduction === 'sum' ? batchSize : 1)
  return gradient.map((slope) => -length * slope)
}
