import { sourceSpot, type DiagramLayout, type Spot } from './diagram-layout'
import { layerSpans } from './parameter-places'

/** A connection of the diagram: one weight. */
export interface Edge {
  /** Its place among all parameters. */
  index: number
  layer: number
  neuron: number
  input: number
  weight: number
  from: Spot
  to: Spot
}

/** Drawn for each neuron: all 12,960 lines of the lesson's network would be a grey mist, and slow. */
const STRONGEST = 3

/** The places of the largest weights by size, in the order of the inputs. */
function strongestInputs(weights: Float32Array, most: number): number[] {
  if (most >= weights.length) return [...weights.keys()]
  const kept: number[] = []
  weights.forEach((weight, input) => {
    const size = Math.abs(weight)
    if (kept.length === most && size <= Math.abs(weights[kept[most - 1]])) return
    const place = kept.findIndex((each) => Math.abs(weights[each]) < size)
    kept.splice(place < 0 ? kept.length : place, 0, input)
    if (kept.length > most) kept.pop()
  })
  return kept.sort((one, other) => one - other)
}

/**
 * The connections to draw: the strongest into each shown neuron, and all into the chosen one.
 * @param pictureWidth Pixels in a row of the input picture.
 */
export function edgesOf(
  parameters: Float32Array,
  layers: readonly number[],
  layout: DiagramLayout,
  chosen: { layer: number; neuron: number } | null,
  pictureWidth: number
): { strongest: Edge[]; chosen: Edge[] } {
  const into = (layer: number, neuron: number, to: Spot, most: number): Edge[] => {
    const { inputs, weights: from } = layerSpans(layers)[layer - 1]
    const first = from + neuron * inputs
    const weights = parameters.subarray(first, first + inputs)
    return strongestInputs(weights, most).map((input) => ({
      index: first + input,
      layer,
      neuron,
      input,
      weight: weights[input],
      from: sourceSpot(layout, layer, input, pictureWidth),
      to: { x: to.x - layout.radius, y: to.y }
    }))
  }
  const spots = layout.layers.flatMap(({ layer, neurons }) =>
    neurons.map((spot) => ({ layer, neuron: spot.neuron, spot }))
  )
  const isChosen = (spot: { layer: number; neuron: number }): boolean =>
    spot.layer === chosen?.layer && spot.neuron === chosen.neuron
  return {
    strongest: spots
      .filter((spot) => !isChosen(spot))
      .flatMap(({ layer, neuron, spot }) => into(layer, neuron, spot, STRONGEST)),
    chosen: spots
      .filter(isChosen)
      .flatMap(({ layer, neuron, spot }) => into(layer, neuron, spot, Infinity))
  }
}

/** Lines of one look, as the d of one path: a few dozen paths draw faster than hundreds of lines. */
export interface EdgeBundle {
  /** 1..7: the token of the weight scale, from the most negative to the most positive. */
  colour: number
  /** In pixels. */
  width: number
  path: string
}

const WIDTHS = [0.6, 1.2, 2, 3.2]
/** Of hundreds into one neuron: as wide as few, they would be one surface. */
const THIN = [0.3, 0.5, 0.8, 1.3]
const MANY = 200

/**
 * Gathers lines of like sign and size. The size is told beside the largest of the same layer: layers
 * with many inputs have smaller weights.
 */
export function bundleEdges(edges: readonly Edge[]): EdgeBundle[] {
  const reach = new Map<number, number>()
  for (const { layer, weight } of edges) {
    const size = Math.abs(weight)
    if (size < Infinity) reach.set(layer, Math.max(reach.get(layer) ?? 0, size))
  }
  const widths = edges.length > MANY ? THIN : WIDTHS
  const bundles = new Map<string, EdgeBundle>()
  for (const { layer, weight, from, to } of edges) {
    if (!Number.isFinite(weight) || weight === 0) continue
    const share = Math.abs(weight) / (reach.get(layer) || 1)
    const strength = Math.min(3, Math.ceil(share * 3))
    const colour = weight < 0 ? 4 - strength : 4 + strength
    const width = widths[Math.min(widths.length - 1, Math.floor(share * widths.length))]
    const key = `${colour} ${width}`
    const bundle = bundles.get(key) ?? { colour, width, path: '' }
    bundle.path += `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`
    bundles.set(key, bundle)
  }
  // the strongest on top
  return [...bundles.values()].sort((one, other) => one.width - other.width)
}

/** The connection nearest to a place, if one is within `within` pixels of it. */
export function nearestEdge(edges: readonly Edge[], at: Spot, within: number): Edge | null {
  let nearest: Edge | null = null
  let least = within
  for (const edge of edges) {
    const distance = distanceToLine(edge.from, edge.to, at)
    if (distance <= least) [nearest, least] = [edge, distance]
  }
  return nearest
}

function distanceToLine(from: Spot, to: Spot, at: Spot): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const squared = dx * dx + dy * dy
  const along = squared > 0 ? ((at.x - from.x) * dx + (at.y - from.y) * dy) / squared : 0
  const share = Math.min(Math.max(along, 0), 1)
  return Math.hypot(from.x + share * dx - at.x, from.y + share * dy - at.y)
}
