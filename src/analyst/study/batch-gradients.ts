import { randomStream } from '../../shared/random'
import { inPortions, PORTION_TIME, type RunMaterial, type StudyTools } from './task'

export interface MeasuredGradient {
  /** Of the mean cost, in the flat layout. */
  gradient: Float64Array
  /** What it took the engine. */
  milliseconds: number
}

/** The gradient over some examples by the fast engine, in portions that are averaged in float64. */
export async function measureGradient(
  parameters: Float32Array,
  members: Uint32Array,
  tools: StudyTools,
  tell: (examples: number) => void
): Promise<MeasuredGradient> {
  const sum = new Float64Array(parameters.length)
  let milliseconds = 0
  let told = 0
  await inPortions(
    tools,
    members.length,
    (from, to) => {
      const { engine, training } = tools.engine()
      engine.load(parameters, null)
      const chosen = members.subarray(from, to)
      const begin = tools.now()
      const gradient = engine.gradient(training, chosen)
      milliseconds += tools.now() - begin
      const share = chosen.length / members.length
      for (let index = 0; index < sum.length; index++) sum[index] += share * gradient[index]
    },
    (done) => {
      tell(done - told)
      told = done
    },
    // to hand so many weights over and to take as many slopes back takes a while itself
    Math.min(200, Math.max(PORTION_TIME, parameters.length / 10_000))
  )
  return { gradient: sum, milliseconds }
}

/** So many different members, each as likely as any other; the same for the same seed and number. */
export function drawBatch(
  { members }: Pick<RunMaterial, 'members'>,
  size: number,
  seed: number,
  number: number
): Uint32Array {
  const random = randomStream(seed, 'study', number)
  const pool = members.slice()
  for (let place = 0; place < size; place++) {
    const other = place + random.below(pool.length - place)
    const drawn = pool[other]
    pool[other] = pool[place]
    pool[place] = drawn
  }
  return pool.slice(0, size)
}
