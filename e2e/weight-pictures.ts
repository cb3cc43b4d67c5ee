import type { Page } from '@playwright/test'
import type { Program } from './program'

/** The seven colours from the most negative weight to the most positive one, as the theme has them now. */
export function weightScale(page: Page): Promise<number[][]> {
  return page.evaluate(() =>
    [1, 2, 3, 4, 5, 6, 7].map((place) => {
      const probe = document.body.appendChild(document.createElement('i'))
      probe.style.color = `var(--weight-${place})`
      const { color } = getComputedStyle(probe)
      probe.remove()
      return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
    })
  )
}

/** What is drawn of one neuron: red, green, blue of each pixel, row by row. */
export function shownPixels(page: Page, neuron: number): Promise<number[]> {
  return page
    .getByRole('region', { name: 'What the first layer looks for' })
    .locator('canvas')
    .nth(neuron)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas
      const picture = canvas.getContext('2d')?.getImageData(0, 0, width, height)
      return [...(picture?.data ?? [])].filter((_, index) => index % 4 !== 3)
    })
}

/** The stored first-layer weights of a checkpoint, one list a neuron. */
export async function firstLayer(
  program: Program,
  runId: number,
  checkpointId: number
): Promise<number[][]> {
  const { layers, parameters } = await program.request('network.weights', { runId, checkpointId })
  const [inputs, neurons] = layers
  const bytes = Buffer.from(parameters)
  return Array.from({ length: neurons }, (_, neuron) =>
    Array.from({ length: inputs }, (__, input) => bytes.readFloatLE((neuron * inputs + input) * 4))
  )
}

/** The colours that these weights must have on a scale from -reach to +reach. */
export function expectedPixels(weights: number[], reach: number, scale: number[][]): number[] {
  return weights.flatMap((weight) => {
    // from 0 at the most negative colour to 6 at the most positive one
    const place = 3 + 3 * (weight / reach)
    const low = scale[Math.min(5, Math.floor(place))]
    const high = scale[Math.min(5, Math.floor(place)) + 1]
    const share = place - Math.min(5, Math.floor(place))
    return low.map((channel, index) => channel * (1 - share) + high[index] * share)
  })
}

/** The largest distance between two lists of channels. */
export function farthest(one: number[], other: number[]): number {
  if (one.length !== other.length) return Infinity
  return Math.max(...one.map((value, index) => Math.abs(value - other[index])))
}
