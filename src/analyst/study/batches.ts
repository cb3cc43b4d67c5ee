import type { BatchArrow, BatchStudy, StudyInput } from '../../shared/study'
import { drawBatch, measureGradient } from './batch-gradients'
import { mainDirection } from './main-direction'
import type { RunMaterial, StudyTools } from './task'
import { addTimes, lengthOf, normalised, scalarProduct } from './vectors'

type Choice = Pick<StudyInput<'study.batches'>, 'sizes' | 'draws' | 'seed'>

/** Numbers of all arrows that are at hand at once: 256 MB. */
const MOST_AT_HAND = 1 << 26

interface Measured extends Omit<BatchArrow, 'across'> {
  milliseconds: number
  /** What is left of the gradient off the direction of the full one. */
  rest: Float32Array
}

/**
 * Gradients of batches that are drawn at random, beside the one over all that the run learns from.
 * The picture's plane holds the full gradient and, across it, the direction in which the arrows
 * scatter most.
 */
export async function studyBatches(
  parameters: Float32Array,
  material: RunMaterial,
  { sizes, draws, seed }: Choice,
  tools: StudyTools
): Promise<BatchStudy> {
  const { members } = material
  const possible = sizes.map((size) => Math.min(size, members.length))
  // one of each size after the other, so that the first are of all sizes
  const batches = Array.from({ length: draws }, () => possible).flat()
  const of = batches.reduce((sum, size) => sum + size, members.length)
  let done = 0
  const tell = (examples: number): void => tools.tell((done += examples), of)

  const full = await measureGradient(parameters, members, tools, tell)
  const along = normalised(full.gradient)

  async function measure(number: number): Promise<Measured> {
    const size = batches[number]
    const batch = drawBatch(material, size, seed, number)
    const { gradient, milliseconds } = await measureGradient(parameters, batch, tools, tell)
    const length = lengthOf(gradient)
    const share = scalarProduct(gradient, along)
    addTimes(gradient, -share, along)
    const angle = degrees(lengthOf(gradient), share)
    return { size, angle, length, along: share, milliseconds, rest: Float32Array.from(gradient) }
  }

  // where the network is so large that not all fit, these decide which way across is
  const room = Math.max(1, Math.floor(MOST_AT_HAND / parameters.length))
  const first: Measured[] = []
  while (first.length < Math.min(room, batches.length)) first.push(await measure(first.length))
  const scatter = first.map(({ size, rest }) => ({ rest, weight: size }))
  const across = await mainDirection(scatter, tools)

  const placed = first.map((measured) => place(measured, across))
  while (placed.length < batches.length) placed.push(place(await measure(placed.length), across))
  return {
    full: {
      length: lengthOf(full.gradient),
      count: members.length,
      milliseconds: full.milliseconds
    },
    arrows: placed.map(({ arrow }) => arrow),
    times: [...new Set(possible)].map((size) => ({
      size,
      milliseconds: median(
        placed.filter(({ arrow }) => arrow.size === size).map(({ milliseconds }) => milliseconds)
      )
    })),
    shownScatter: shareShown(placed)
  }
}

interface Placed {
  arrow: BatchArrow
  milliseconds: number
  /** Squared length of what is left off the full gradient. */
  scatter: number
}

function place({ rest, milliseconds, ...arrow }: Measured, across: Float64Array): Placed {
  return {
    arrow: { ...arrow, across: scalarProduct(rest, across) },
    milliseconds,
    scatter: scalarProduct(rest, rest)
  }
}

/** Of the squared lengths off the full gradient, each times its batch's size, as they are compared. */
function shareShown(placed: readonly Placed[]): number {
  let shown = 0
  let all = 0
  for (const { arrow, scatter } of placed) {
    shown += arrow.size * arrow.across ** 2
    all += arrow.size * scatter
  }
  return all > 0 ? Math.min(1, shown / all) : 1
}

/** The angle of an arrow from its parts across and along; 0 where it has no length. */
function degrees(across: number, along: number): number {
  return (Math.atan2(across, along) * 180) / Math.PI
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2
}
