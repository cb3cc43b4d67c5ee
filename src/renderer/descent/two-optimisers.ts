import type { Point } from './two-model'

export const OPTIMISERS_OF_TWO = ['plain', 'momentum', 'adam'] as const
export type OptimiserOfTwo = (typeof OPTIMISERS_OF_TWO)[number]

/** What momentum keeps of its speed from one step to the next. */
export const MOMENTUM = 0.9
/** As its authors advise (Kingma and Ba 2015), and as the networks of this program are trained. */
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const

/** Where a ball stands, and what its optimiser remembers. */
export interface BallState extends Point {
  /** Steps taken. */
  steps: number
  /** Momentum: the speed. Adam: the running mean of the gradient. Zero at the start. */
  first: Point
  /** Adam: the running mean of the squares of the gradient. */
  second: Point
}

export function atStart({ x, y }: Point): BallState {
  return { x, y, steps: 0, first: { x: 0, y: 0 }, second: { x: 0, y: 0 } }
}

/**
 * One step from where a ball stands.
 * @param gradient there, as it was measured: with its noise
 */
export function advance(
  state: BallState,
  gradient: Point,
  optimiser: OptimiserOfTwo,
  rate: number
): BallState {
  const steps = state.steps + 1
  switch (optimiser) {
    case 'plain':
      return { ...state, x: state.x - rate * gradient.x, y: state.y - rate * gradient.y, steps }
    case 'momentum': {
      const first = {
        x: MOMENTUM * state.first.x + gradient.x,
        y: MOMENTUM * state.first.y + gradient.y
      }
      return { ...state, x: state.x - rate * first.x, y: state.y - rate * first.y, steps, first }
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = ADAM
      const first = {
        x: beta1 * state.first.x + (1 - beta1) * gradient.x,
        y: beta1 * state.first.y + (1 - beta1) * gradient.y
      }
      const second = {
        x: beta2 * state.second.x + (1 - beta2) * gradient.x ** 2,
        y: beta2 * state.second.y + (1 - beta2) * gradient.y ** 2
      }
      const corrected = (rate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps)
      return {
        x: state.x - (corrected * first.x) / (Math.sqrt(second.x) + epsilon),
        y: state.y - (corrected * first.y) / (Math.sqrt(second.y) + epsilon),
        steps,
        first,
        second
      }
    }
  }
}
