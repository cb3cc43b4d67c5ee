import { adamRate } from '../adam'
import type { Optimiser, StepPlan } from '../engine'
import type { Arena } from './arena'

/** As assembly/layout.ts numbers them. */
export const OPTIMISER_CODES: Record<Optimiser['kind'], number> = { plain: 0, momentum: 1, adam: 2 }

/** @throws RangeError for an index that is not in the set: the kernels do not look */
export function checkMembers(order: Uint32Array, count: number): void {
  for (let i = 0; i < order.length; i++) {
    if (order[i] >= count) {
      throw new RangeError(`There is no example ${order[i]} among ${count}.`)
    }
  }
}

/** Returns the number of steps. @throws RangeError when the plan contradicts itself or the set */
export function checkPlan(plan: StepPlan, count: number): number {
  const { order, batchSize, rates, shifts } = plan
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`A batch needs at least one example, not ${batchSize}.`)
  }
  const steps = Math.ceil(order.length / batchSize)
  if (rates.length !== steps) {
    throw new RangeError(`${steps} steps need as many rates; there are ${rates.length}.`)
  }
  if (shifts && shifts.length !== 2 * order.length) {
    throw new RangeError(`${order.length} examples need as many pairs of shifts.`)
  }
  checkMembers(order, count)
  return steps
}

/** The rates as the kernels take them: those of Adam carry its correction. */
function effectiveRates({ optimiser, rates, firstStep }: StepPlan): Float32Array {
  return optimiser.kind === 'adam'
    ? rates.map((rate, index) => adamRate(rate, firstStep + index + 1))
    : rates
}

/**
 * Where plans are handed to the kernels: one stretch of memory, as large as the largest plan so
 * far.
 */
export class PlanMemory {
  #address = 0
  #size = 0

  constructor(private readonly arena: Arena) {}

  /** Addresses of the plan's parts, and of room for the costs. */
  write(
    plan: StepPlan,
    steps: number
  ): { costs: number; order: number; rates: number; shifts: number } {
    const { order, rates, shifts } = plan
    const costs = this.room(steps * 8 + order.byteLength + rates.byteLength + (shifts?.length ?? 0))
    const orderAddress = costs + steps * 8
    const ratesAddress = orderAddress + order.byteLength
    const shiftsAddress = ratesAddress + rates.byteLength
    this.arena.words(orderAddress, order.length).set(order)
    this.arena.floats(ratesAddress, rates.length).set(effectiveRates(plan))
    if (shifts) this.arena.bytes(shiftsAddress, shifts.length).set(shifts)
    return { costs, order: orderAddress, rates: ratesAddress, shifts: shifts ? shiftsAddress : 0 }
  }

  writeOrder(order: Uint32Array): number {
    const address = this.room(order.byteLength)
    this.arena.words(address, order.length).set(order)
    return address
  }

  /** 0, 1, 2 … straight into memory: an array of its own for each evaluation would be garbage. */
  writeOrderOfAll(count: number): number {
    const address = this.room(count * 4)
    const order = this.arena.words(address, count)
    for (let i = 0; i < count; i++) order[i] = i
    return address
  }

  private room(bytes: number): number {
    if (bytes > this.#size) {
      this.#size = 2 * bytes
      this.#address = this.arena.allocate(this.#size)
    }
    return this.#address
  }
}
