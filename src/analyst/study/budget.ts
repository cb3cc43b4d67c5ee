import type { StepPlan } from '../../engine/engine'
import { randomStream, shuffle } from '../../shared/random'
import type { BudgetStudy, StudyInput } from '../../shared/study'
import { measureGradient } from './batch-gradients'
import type { RunMaterial, StudyTools } from './task'

type Choice = Pick<StudyInput<'study.budget'>, 'images' | 'sizes' | 'learningRate' | 'reduction'>
type Line = BudgetStudy['lines'][number]

/** Measurements in each line, beside the first. */
const MEASUREMENTS = 40
/** Images between two breaths. */
const PORTION = 2000
/** Images times parameters that the engine learns from in one go: one or two tenths of a second. */
const MOST_AT_ONCE = 4e7

/**
 * The cost is measured on so many of the examples learnt from: fewer where the network is so large that
 * measuring would take longer than descending.
 */
function measuredExamples(parameterCount: number): number {
  return Math.min(10_000, Math.max(1000, Math.floor(1e9 / parameterCount)))
}

/**
 * Plain descent from the same weights with batches of several sizes, each meeting the same images in
 * the same order: few good steps, or many noisy ones.
 * @param mostAtOnce images times parameters
 */
export async function studyBudget(
  start: Float32Array,
  material: RunMaterial,
  choice: Choice,
  tools: StudyTools,
  mostAtOnce = MOST_AT_ONCE
): Promise<BudgetStudy> {
  const { members } = material
  const order = drawOrder(material, choice.images)
  const measured = members.subarray(0, measuredExamples(start.length))
  const of = choice.sizes.length * choice.images
  const atOnce = Math.max(1, Math.min(PORTION, Math.floor(mostAtOnce / start.length)))

  async function cost(parameters: Float32Array): Promise<number | null> {
    // forward alone takes a third of the time
    const portion = Math.ceil((3 * mostAtOnce) / start.length)
    let sum = 0
    for (let from = 0; from < measured.length; from += portion) {
      const { engine, training } = tools.engine()
      engine.load(parameters, null)
      const part = measured.subarray(from, from + portion)
      sum += engine.evaluate(training, part).cost * (part.length / measured.length)
      await tools.breathe()
    }
    return Number.isFinite(sum) ? sum : null
  }

  /** Some steps in one go. */
  function takeSteps(parameters: Float32Array, size: number, step: number, count: number) {
    const { engine, training } = tools.engine()
    engine.load(parameters, null)
    engine.train(training, planOf(choice, order, size, step, count))
    return engine.parameters()
  }

  /** One step of a batch that is too large for one go. */
  async function takeLargeStep(
    parameters: Float32Array,
    batch: Uint32Array,
    tell: (examples: number) => void
  ): Promise<Float32Array> {
    const { gradient } = await measureGradient(parameters, batch, tools, tell)
    const length = choice.learningRate * (choice.reduction === 'sum' ? batch.length : 1)
    return parameters.map((value, index) => value - length * gradient[index])
  }

  async function descend(size: number, done: number): Promise<Line> {
    const steps = Math.floor(order.length / size)
    const points: Line['points'] = [{ images: 0, cost: await cost(start) }]
    const every = Math.max(1, Math.ceil(steps / MEASUREMENTS))
    const portion = Math.floor(atOnce / size)
    let parameters = start
    let met = 0
    const tell = (examples: number): void => tools.tell(done + (met += examples), of)
    for (let step = 0; step < steps;) {
      const nextPoint = Math.min(steps, (Math.floor(step / every) + 1) * every)
      const count = Math.max(1, Math.min(portion, nextPoint - step))
      if (portion < 1) {
        const batch = order.subarray(step * size, (step + 1) * size)
        parameters = await takeLargeStep(parameters, batch, tell)
      } else {
        parameters = takeSteps(parameters, size, step, count)
        tell(count * size)
      }
      step += count
      await tools.breathe()
      if (step === nextPoint) points.push({ images: step * size, cost: await cost(parameters) })
      // further steps lead nowhere
      if (points[points.length - 1].cost === null) break
    }
    return { size, steps, points }
  }

  const lines: Line[] = []
  for (const size of choice.sizes) {
    lines.push(await descend(Math.min(size, members.length), lines.length * choice.images))
  }
  tools.tell(of, of)
  return { lines, count: measured.length }
}

function planOf(
  { learningRate, reduction }: Choice,
  order: Uint32Array,
  size: number,
  step: number,
  count: number
): StepPlan {
  return {
    order: order.subarray(step * size, (step + count) * size),
    batchSize: size,
    rates: new Float32Array(count).fill(learningRate),
    optimiser: { kind: 'plain' },
    firstStep: step,
    reduction,
    penalty: 0,
    shifts: null
  }
}

/** So many images, all members shuffled one time after the other; the same for runs of one seed. */
function drawOrder({ members, config }: RunMaterial, images: number): Uint32Array {
  const order = new Uint32Array(images)
  for (let start = 0, round = 0; start < images; start += members.length, round++) {
    const shuffled = shuffle(members.slice(), randomStream(config.seed, 'study', round))
    order.set(shuffled.subarray(0, images - start), start)
  }
  return order
}
