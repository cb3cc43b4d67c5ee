/** The middle one; of an even number, the upper of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/** Inputs that are not 0, on average over the examples. */
export function meanInk({ count, inputs }) {
  let ink = 0
  for (let i = 0; i < inputs.length; i++) if (inputs[i] !== 0) ink++
  return ink / count
}

/** Multiplications and additions of one example's way from layer to layer, or back. */
function perWay(layers, ink) {
  const connections = layers.slice(1).map((outputs, index) => outputs * layers[index])
  const [, ...later] = connections
  const first = 2 * ink * layers[1]
  return { first, later: 2 * later.reduce((sum, count) => sum + count, 0) }
}

/**
 * Floating-point operations that answering one example takes, where a 0 among the inputs costs
 * nothing.
 */
export function evaluationFlops(layers, ink) {
  const { first, later } = perWay(layers, ink)
  return first + later
}

/**
 * The same for learning from it: the answer, the gradient of the weights, and, but for the inputs,
 * the way back through the weights. Steps are left out: how many there are depends on the batch.
 */
export function trainingFlops(layers, ink) {
  const { first, later } = perWay(layers, ink)
  return 2 * first + 3 * later
}
