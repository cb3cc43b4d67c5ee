import { createInputSlope } from '../../engine/input-gradient'
import type { Network } from '../../engine/network'
import { PIXELS, SIDE, type Dream, type DoubtInput } from '../../shared/doubt'

/**
 * Gradient descent on the pixels instead of the weights: x <- x - rate * dC/dx, kept in 0..1. C is
 * the cost of the wanted answer, plus smoothness times the sum of squared differences between
 * pixels that touch.
 *
 * @param parameters flat layout (engine/network.ts)
 */
export function dream(
  network: Network,
  parameters: Float32Array,
  { pixels: start, wanted, rate, smoothness, steps }: Omit<DoubtInput<'doubt.dream'>, 'source'>
): Dream {
  const slope = createInputSlope(network, parameters)
  const answer = new Float64Array(network.layers[network.layers.length - 1])
  answer[wanted] = 1
  const pixels = Float64Array.from(start)
  const found: Dream = { pixels: new Float32Array((steps + 1) * PIXELS), costs: [], outputs: [] }
  for (let step = 0; step <= steps; step++) {
    // as they are told and come back with the next request: portions must not change the dream
    pixels.set(Float32Array.from(pixels))
    const { cost, outputs, gradient } = slope(pixels, answer)
    found.pixels.set(pixels, step * PIXELS)
    found.costs.push(cost)
    found.outputs.push([...outputs])
    if (step === steps) break
    if (smoothness > 0) addRoughness(pixels, smoothness, gradient)
    for (let place = 0; place < PIXELS; place++) {
      pixels[place] = Math.min(1, Math.max(0, pixels[place] - rate * gradient[place]))
    }
  }
  return found
}

/** Adds the gradient of weight * (sum over touching pixels of (x - y)^2). */
export function addRoughness(pixels: Float64Array, weight: number, gradient: Float64Array): void {
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const place = row * SIDE + column
      if (column + 1 < SIDE) addPair(place, place + 1)
      if (row + 1 < SIDE) addPair(place, place + SIDE)
    }
  }
  function addPair(one: number, other: number): void {
    const slope = 2 * weight * (pixels[one] - pixels[other])
    gradient[one] += slope
    gradient[other] -= slope
  }
}
