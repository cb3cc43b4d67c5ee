import type { Examples } from './engine'
import { readInputs, type Shift } from './examples'
import type { Ink } from './precise'

/** What a byte means: 255 is 1. */
const GREYS = Float64Array.from({ length: 256 }, (_, grey) => grey / 255)

/** Reads one example after the other into the same `Ink`. */
export function createInkReader({
  inputSize
}: Examples): (examples: Examples, index: number, shift: Shift | null) => Ink {
  const ink: Ink = {
    inputs: new Float64Array(inputSize),
    places: new Uint32Array(inputSize),
    count: 0
  }
  return (examples, index, shift) => {
    const { inputs, places } = ink
    // most of a picture is paper, before and after
    for (let i = 0; i < ink.count; i++) inputs[places[i]] = 0
    let count = 0
    if (shift || !(examples.inputs instanceof Uint8Array)) {
      inputs.set(readInputs(examples, index, shift))
      for (let i = 0; i < inputSize; i++) if (inputs[i] !== 0) places[count++] = i
    } else {
      const bytes = examples.inputs
      const start = index * inputSize
      for (let i = 0; i < inputSize; i++) {
        const grey = bytes[start + i]
        if (grey === 0) continue
        inputs[i] = GREYS[grey]
        places[count++] = i
      }
    }
    ink.count = count
    return ink
  }
}
