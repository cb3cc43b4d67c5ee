import type { StepPlan } from '../engine'

/** 0, 1, 2 …: all examples in their own order. */
export function counting(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index)
}

/** One plain step over all of `order`, at a rate of 1/2, unless changed. */
export function plan(order: Uint32Array, changes: Partial<StepPlan> = {}): StepPlan {
  const batchSize = changes.batchSize ?? order.length
  const steps = Math.ceil(order.length / batchSize)
  return {
    order,
    batchSize,
    rates: new Float32Array(steps).fill(0.5),
    optimiser: { kind: 'plain' },
    firstStep: 0,
    reduction: 'mean',
    penalty: 0,
    shifts: null,
    ...changes
  }
}
