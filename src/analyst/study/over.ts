import type { Examples } from '../../engine/engine'
import type { Shift } from '../../engine/examples'
import { DownhillError } from '../../shared/errors'
import type { Over } from '../../shared/study'
import { findExample } from './example'
import type { RunMaterial } from './task'

/** Examples that an average is taken over, in this order. */
export interface ChosenExamples {
  examples: Examples
  order: Uint32Array
  /** dx, dy of each; null where nothing moves. */
  shifts: Int8Array | null
  /** Names them: equal for equal examples of one course of a run. */
  name: string
}

/** @throws DownhillError 'invalid-input', 'no-next-step'. */
export function chooseExamples(material: RunMaterial, over: Over, step: number): ChosenExamples {
  const { training, members } = material
  switch (over.kind) {
    case 'training': {
      const order = members.subarray(0, over.count ?? members.length)
      return { examples: training, order, shifts: null, name: `training ${order.length}` }
    }
    case 'example': {
      const { part, index } = over.example
      const { examples } = findExample(material, over.example)
      return {
        examples,
        order: Uint32Array.of(index),
        shifts: null,
        name: `${part} ${index} alone`
      }
    }
    case 'batch': {
      const { order, shifts } = nextBatch(material, step)
      return { examples: training, order, shifts, name: `batch of step ${step}` }
    }
  }
}

export function wholePart(
  { training, test, members }: RunMaterial,
  part: 'training' | 'test'
): ChosenExamples {
  if (part === 'training') {
    return { examples: training, order: members, shifts: null, name: `training ${members.length}` }
  }
  const order = new Uint32Array(test.count).map((_, index) => index)
  return { examples: test, order, shifts: null, name: 'test' }
}

/** What the run's next step learns from. @throws DownhillError 'no-next-step' at the run's end. */
function nextBatch(
  { plans }: RunMaterial,
  step: number
): { order: Uint32Array; shifts: Int8Array | null } {
  if (step >= plans.totalSteps) {
    throw new DownhillError('no-next-step', `The run ends after step ${step}.`, { step })
  }
  const { order, shifts } = plans.plan(step, 1)
  return { order, shifts }
}

export function shiftAt({ shifts }: Pick<ChosenExamples, 'shifts'>, place: number): Shift | null {
  return shifts && { dx: shifts[2 * place], dy: shifts[2 * place + 1] }
}
