import type { Activation, Cost } from '../../../shared/run-config'

/** What a neuron answers with; softmax: the output layer's, with the cost cross-entropy. */
export type Answering = Activation | 'softmax'

/** Of the layer with this number, from 1, of a network with so many layers that have neurons. */
export function answeringOf(
  config: { activation: Activation; cost: Cost },
  layer: number,
  last: number
): Answering {
  if (layer < last) return config.activation
  return config.cost === 'cross-entropy' ? 'softmax' : 'sigmoid'
}

/**
 * What a neuron answers to a weighted sum.
 * @param others For softmax: the sum of e^z over all other outputs, times e^-shift.
 * @param shift For softmax: subtracted from every z, so that no power overflows.
 */
export function answerTo(z: number, answering: Answering, others = 0, shift = 0): number {
  switch (answering) {
    case 'sigmoid':
      return 1 / (1 + Math.exp(-z))
    case 'relu':
      return Math.max(0, z)
    case 'tanh':
      return Math.tanh(z)
    case 'step':
      return z >= 0 ? 1 : 0
    case 'softmax':
      return 1 / (1 + others * Math.exp(shift - z))
  }
}

/** The other outputs of a softmax, as `answerTo` wants them. */
export function othersOf(z: readonly number[], neuron: number): { others: number; shift: number } {
  const shift = Math.max(...z)
  const others = z.reduce(
    (sum, each, place) => (place === neuron ? sum : sum + Math.exp(each - shift)),
    0
  )
  return { others, shift }
}

/** From where to where a curve is drawn so that the point is on it: at least -6..6, in whole numbers. */
export function curveReach(z: number): number {
  return Math.max(6, Math.ceil(Math.abs(z) * 1.15))
}

/** The points of the curve from -reach to +reach; a step has two at its edge. */
export function curveOf(
  answering: Answering,
  reach: number,
  count: number,
  others = 0,
  shift = 0
): { z: number; a: number }[] {
  if (answering === 'step') {
    return [
      { z: -reach, a: 0 },
      { z: 0, a: 0 },
      { z: 0, a: 1 },
      { z: reach, a: 1 }
    ]
  }
  return Array.from({ length: count }, (_, place) => {
    const z = -reach + (2 * reach * place) / (count - 1)
    return { z, a: answerTo(z, answering, others, shift) }
  })
}

/**
 * How bright a neuron is shown: 0 for a = 0, 1 for the strongest answer. Sigmoid, step and softmax answer
 * 0..1 by themselves; relu and tanh are shown beside the strongest of their layer.
 * @returns -1..1; below zero only where the answer is.
 */
export function brightness(a: number, answering: Answering, strongest: number): number {
  if (!Number.isFinite(a)) return 0
  if (answering !== 'relu') return a
  return strongest > 0 ? Math.min(a / strongest, 1) : 0
}
