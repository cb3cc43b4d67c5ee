import { describe, expect, it } from 'vitest'
import { layOutDiagram, pixelSpot, rowsOf, shownNeurons, sourceSpot } from './diagram-layout'

const ROOM = { width: 700, height: 480, margin: 60 }

describe('which neurons are shown', () => {
  it('is all of a layer up to 30', () => {
    expect(shownNeurons(30, null)).toHaveLength(30)
  })

  it('is both ends of a larger one, and the chosen one in any case', () => {
    const ends = [...Array(10).keys()]
    expect(shownNeurons(100, null)).toEqual([...ends, ...ends.map((each) => 90 + each)])
    expect(shownNeurons(100, 55)).toEqual([...ends, 55, ...ends.map((each) => 90 + each)])
    expect(shownNeurons(100, 3)).toHaveLength(20)
  })
})

describe('the layout', () => {
  it('stands from left to right, within its room, no two neurons touching', () => {
    for (const layers of [
      [784, 16, 16, 10],
      [784, 10],
      [784, 100, 30, 10],
      [784, 1, 10]
    ]) {
      const { picture, radius, layers: columns } = layOutDiagram(layers, ROOM, null)
      let right = picture.x + picture.side
      for (const { neurons, elided } of columns) {
        expect(neurons[0].x - radius).toBeGreaterThan(right)
        right = neurons[0].x + radius
        const heights = [...neurons.map(({ y }) => y), ...(elided ? [elided.y] : [])].sort(
          (one, other) => one - other
        )
        expect(heights[0] - radius).toBeGreaterThanOrEqual(0)
        expect(heights[heights.length - 1] + radius).toBeLessThanOrEqual(ROOM.height)
        heights.slice(1).forEach((y, place) => {
          expect(y - heights[place]).toBeGreaterThan(2 * radius)
        })
      }
      expect(right).toBeLessThanOrEqual(ROOM.width - ROOM.margin)
    }
  })

  it('counts what it leaves out', () => {
    const [wide] = layOutDiagram([784, 100, 10], ROOM, { layer: 1, neuron: 50 }).layers
    expect(wide.elided?.count).toBe(79)
    expect(wide.neurons.map(({ neuron }) => neuron)).toContain(50)
    expect(rowsOf([784, 100, 10])).toBe(23)
    expect(rowsOf([784, 16, 10])).toBe(16)
  })
})

describe('where a connection begins', () => {
  const layout = layOutDiagram([784, 100, 10], ROOM, null)

  it('is the right border of the picture, at the height of its pixel', () => {
    const { x, y, side } = layout.picture
    const spot = sourceSpot(layout, 1, 30, 28)
    expect(spot.x).toBe(x + side)
    expect(spot.y).toBeCloseTo(y + (1.5 * side) / 28, 9)
    expect(pixelSpot(layout, 30, 28)).toEqual({ x: x + (2.5 * side) / 28, y: spot.y })
  })

  it('is its neuron, or the words that stand for it', () => {
    const [hidden] = layout.layers
    expect(sourceSpot(layout, 2, 95, 28)).toEqual({
      x: hidden.x + layout.radius,
      y: hidden.neurons.find(({ neuron }) => neuron === 95)?.y
    })
    expect(sourceSpot(layout, 2, 50, 28).y).toBe(hidden.elided?.y)
  })
})
