import type { EngineWorkshop } from '../../engine/create-engine'
import type { Examples } from '../../engine/engine'
import { layerViews } from '../../engine/network'
import { parameterCount } from '../../shared/run-config'
import type { Directions } from './directions'
import type { Ground } from './ground'

/** The cost at centre + x * first + y * second. */
export type Slice = (x: number, y: number) => number

export interface SlicedPlane {
  centre: Float32Array
  directions: Directions
}

/**
 * The quicker of two ways to the same costs. What reaches the first layer's neurons is linear in x and y:
 * their sums with the centre's weights and with each direction's are taken once, and from then on the
 * network has three inputs a neuron instead of its pictures.
 * @param workshop whose next engine ends this slice
 */
export function openSlice(ground: Ground, plane: SlicedPlane, workshop: EngineWorkshop): Slice {
  const { examples, network } = ground
  return 3 * network.layers[1] <= inkOf(examples)
    ? openLinearSlice(ground, plane, workshop)
    : openPlainSlice(ground, plane)
}

/** Pictures are walked along their ink, so that is what they cost: numbers other than 0, on average. */
function inkOf({ inputs, count }: Examples): number {
  let ink = 0
  for (let i = 0; i < inputs.length; i++) if (inputs[i] !== 0) ink++
  return ink / count
}

export function openPlainSlice({ cost }: Ground, plane: SlicedPlane): Slice {
  const weights = new Float32Array(plane.centre.length)
  return (x, y) => {
    blend(weights, plane, 0, x, y)
    return cost(weights)
  }
}

export function openLinearSlice(
  { examples, network }: Ground,
  plane: SlicedPlane,
  workshop: EngineWorkshop
): Slice {
  const [, hidden] = network.layers
  const layers = [3 * hidden, ...network.layers.slice(1)]
  const engine = workshop.engine({ ...network, layers })
  const set = engine.addExamples({
    ...examples,
    inputSize: 3 * hidden,
    inputs: firstSums(examples, hidden, plane),
    imageWidth: 0
  })
  const weights = new Float32Array(parameterCount(layers))
  // behind the first layer's weights and biases, everything is as it was
  const [first] = layerViews(layers)
  const rest = weights.subarray(first.biases + hidden)
  const offset = (examples.inputSize + 1) * hidden
  return (x, y) => {
    for (let neuron = 0; neuron < hidden; neuron++) {
      const row = neuron * first.inputs
      weights[row + neuron] = 1
      weights[row + hidden + neuron] = x
      weights[row + 2 * hidden + neuron] = y
    }
    blend(rest, plane, offset, x, y)
    engine.load(weights, null)
    return engine.evaluate(set).cost
  }
}

/** target[i] = the plane's parameter offset + i at (x, y). */
function blend(
  target: Float32Array,
  { centre, directions: [first, second] }: SlicedPlane,
  offset: number,
  x: number,
  y: number
): void {
  for (let i = 0; i < target.length; i++) {
    target[i] = centre[offset + i] + x * first[offset + i] + y * second[offset + i]
  }
}

/**
 * sums[example][3][hidden]: what reaches each neuron of the first layer with the centre's weights and
 * biases, and with those of either direction.
 */
function firstSums(examples: Examples, hidden: number, plane: SlicedPlane): Float32Array {
  const { count, inputSize, inputs } = examples
  const sources = [plane.centre, ...plane.directions]
  const width = 3 * hidden
  const biases = new Float64Array(width)
  /** [input][source][neuron]: what one input adds to all sums lies together. */
  const columns = new Float32Array(inputSize * width)
  sources.forEach((source, s) => {
    for (let neuron = 0; neuron < hidden; neuron++) {
      const column = s * hidden + neuron
      biases[column] = source[hidden * inputSize + neuron]
      for (let i = 0; i < inputSize; i++) {
        columns[i * width + column] = source[neuron * inputSize + i]
      }
    }
  })
  const scale = inputs instanceof Uint8Array ? 255 : 1
  const sums = new Float32Array(count * width)
  const sum = new Float64Array(width)
  for (let example = 0; example < count; example++) {
    sum.set(biases)
    for (let i = 0; i < inputSize; i++) {
      const value = inputs[example * inputSize + i] / scale
      if (value === 0) continue
      const row = i * width
      for (let k = 0; k < width; k++) sum[k] += value * columns[row + k]
    }
    sums.set(sum, example * width)
  }
  return sums
}
