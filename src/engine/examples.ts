import type { Examples } from './engine'
import type { Network } from './network'

/** Bytes are grey values: 255 means 1. */
export function toNumbers(inputs: Uint8Array | Float32Array): Float64Array {
  const scale = inputs instanceof Uint8Array ? 255 : 1
  return Float64Array.from(inputs, (value) => value / scale)
}

/** Whole pixels, dx to the right and dy downwards. */
export interface Shift {
  dx: number
  dy: number
}

/** One example's inputs as numbers, its picture moved where a shift is given. */
export function readInputs(examples: Examples, index: number, shift: Shift | null): Float64Array {
  const { inputSize, imageWidth } = examples
  const start = index * inputSize
  const inputs = toNumbers(examples.inputs.subarray(start, start + inputSize))
  return shift && imageWidth > 0 ? shiftPicture(inputs, imageWidth, shift) : inputs
}

/** What leaves the picture vanishes; what comes in is paper, 0. */
function shiftPicture(picture: Float64Array, width: number, { dx, dy }: Shift): Float64Array {
  const height = picture.length / width
  const moved = new Float64Array(picture.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height
      if (isInside) moved[(y + dy) * width + x + dx] = picture[y * width + x]
    }
  }
  return moved
}

/** The outputs that one example ought to have: for a class, 1 at the class and 0 elsewhere. */
export function wantedOutputs(network: Network, examples: Examples, index: number): Float64Array {
  const outputs = network.layers[network.layers.length - 1]
  const { answers } = examples
  if (answers.kind === 'values') {
    return Float64Array.from(answers.targets.subarray(index * outputs, (index + 1) * outputs))
  }
  const wanted = new Float64Array(outputs)
  wanted[answers.labels[index]] = 1
  return wanted
}

/**
 * Whether the right class has the largest output, the first of equals. A NaN compares with nothing,
 * so a network that answers NaN is never right; neither is one that does not answer with classes.
 */
export function isRightAnswer(
  { answers }: Examples,
  index: number,
  outputs: Float32Array | Float64Array
): boolean {
  if (answers.kind === 'values') return false
  const label = answers.labels[index]
  const right = outputs[label]
  return outputs.every((output, j) => (j < label ? output < right : output <= right))
}
