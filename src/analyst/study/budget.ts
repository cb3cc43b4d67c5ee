import type { StepPlan } from '../../engine/engine'
import { randomStream, shuffle } from '../../shared/random'
import type { BudgetStudy, StudyInput } from '../../shared/study'
import type { RunMaterial, StudyTools } from './task'

type Choice = Pick<StudyInput<'study.budget'>, 'images' | 'sizes' | 'learningRate' | 'reduction'>
type Line = BudgetStudy['lines'][number]

/** The cost is measured on so many of the examples learnt from, so often in each line. */
const MEASURED_EXAMPLES = 10_000
const MEASUREMENTS = 40
/** Images between two breaths; more where a step has more. */
const PORTION = 2000

/**
 * Plain descent from the same weights with batches of several sizes, each meeting the same images in
 * the same order: few good steps, or many noisy ones.
 */
export async function studyBudget(
  start: Float32Array,
  material: RunMaterial,
  choice: Choice,
  tools: StudyTools
): Promise<BudgetStudy> {
  const { members } = material
  const order = drawOrder(material, choice.images)
  const measured = members.subarray(0, MEASURED_EXAMPLES)
  const of = choice.sizes.length * choice.images

  const cost = (parameters: Float32Array): number | null => {
    const { engine, training } = tools.engine()
    engine.load(parameters, null)
    const found = engine.evaluate(training, measured)
    return Number.isFinite(found.cost) ? found.cost : null
  }

  async function descend(size: number, done: number): Promise<Line> {
    const steps = Math.floor(order.length / size)
    const points: Line['points'] = [{ images: 0, cost: cost(start) }]
    const every = Math.max(1, Math.ceil(steps / MEASUREMENTS))
    const portion = Math.max(1, Math.floor(PORTION / size))
    let parameters = start
    for (let step = 0; step < steps;) {
      const nextPoint = Math.min(steps, (Math.floor(step / every) + 1) * every)
      const count = Math.min(portion, nextPoint - step)
      const plan = planOf(choice, order, size, step, count)
      const { engine, training } = tools.engine()
      engine.load(parameters, null)
      engine.train(training, plan)
      parameters = engine.parameters()
      step += count
      if (step === nextPoint) points.push({ images: step * size, cost: cost(parameters) })
      tools.tell(done + step * size, of)
      await tools.breathe()
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
