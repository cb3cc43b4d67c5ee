import { describe, expect, it } from 'vitest'
import { bundleEdges, edgesOf, nearestEdge } from './diagram-edges'
import { layOutDiagram } from './diagram-layout'

const LAYERS = [4, 2, 1]
const LAYOUT = layOutDiagram(LAYERS, { width: 400, height: 200, margin: 40 }, null)
// the first layer's weights, its biases, the output's weights, its bias
const PARAMETERS = Float32Array.of(1, -8, 2, 4, 0.5, 0, -2, -1, 9, 9, 3, -6, 9)

describe('the connections of the diagram', () => {
  it('are the strongest into each neuron', () => {
    const { strongest, chosen } = edgesOf(PARAMETERS, LAYERS, LAYOUT, null, 2)
    expect(chosen).toEqual([])
    expect(strongest.map(({ index, weight }) => [index, weight])).toEqual([
      [1, -8],
      [2, 2],
      [3, 4],
      [4, 0.5],
      [6, -2],
      [7, -1],
      [10, 3],
      [11, -6]
    ])
    expect(strongest[7]).toMatchObject({ layer: 2, neuron: 0, input: 1 })
  })

  it('are all into the chosen neuron', () => {
    const { strongest, chosen } = edgesOf(PARAMETERS, LAYERS, LAYOUT, { layer: 1, neuron: 0 }, 2)
    expect(chosen.map(({ input }) => input)).toEqual([0, 1, 2, 3])
    expect(strongest.every(({ layer, neuron }) => layer === 2 || neuron === 1)).toBe(true)
  })

  it('are as many as before where weights are equal', () => {
    const { strongest } = edgesOf(
      PARAMETERS.map(() => 1),
      LAYERS,
      LAYOUT,
      null,
      2
    )
    expect(strongest.map(({ input }) => input)).toEqual([0, 1, 2, 0, 1, 2, 0, 1])
  })
})

describe('their look', () => {
  const { strongest } = edgesOf(PARAMETERS, LAYERS, LAYOUT, null, 2)

  it('tells sign and size beside the largest of the layer', () => {
    const look = (weight: number): unknown =>
      bundleEdges(strongest.filter((edge) => edge.weight === weight || edge.weight === -8)).map(
        ({ colour, width }) => [colour, width]
      )
    expect(look(4)).toEqual([
      [6, 2],
      [1, 3.2]
    ])
    expect(look(0.5)).toEqual([
      [5, 0.6],
      [1, 3.2]
    ])
  })

  it('leaves out what is zero or no number', () => {
    const odd = strongest.slice(0, 2).map((edge, place) => ({ ...edge, weight: [0, NaN][place] }))
    expect(bundleEdges(odd)).toEqual([])
  })
})

describe('the nearest connection', () => {
  const edge = { index: 1, layer: 1, neuron: 0, input: 0, weight: 1 }
  const edges = [
    { ...edge, from: { x: 0, y: 0 }, to: { x: 100, y: 0 } },
    { ...edge, index: 2, from: { x: 0, y: 10 }, to: { x: 100, y: 10 } }
  ]

  it('is found by its whole line, not beyond its ends', () => {
    expect(nearestEdge(edges, { x: 50, y: 7 }, 6)?.index).toBe(2)
    expect(nearestEdge(edges, { x: 50, y: 3 }, 6)?.index).toBe(1)
    expect(nearestEdge(edges, { x: 50, y: 30 }, 6)).toBeNull()
    expect(nearestEdge(edges, { x: 110, y: 0 }, 6)).toBeNull()
  })
})
