import type { ChartLook } from '../../charts/chart-look'
import type { Shape } from '../../charts/drawing'

type Colours = ChartLook['colours']
/** Red, green and blue, 0..255. */
type Channels = readonly [number, number, number]

/** How much of the accent the high end of a map has: see colour-scale.css. */
const ON_LIGHT = 0.68
const ON_DARK = 0.48

function channelsOf(colour: string): Channels {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue]
}

/** A colour between two, as color-mix(in srgb) makes it. Colours as `rgb(r, g, b)`; share from 0 (the one) to 1. */
export function mixColours(one: string, other: string, share: number): string {
  const [from, to] = [channelsOf(one), channelsOf(other)]
  const mixed = from.map((channel, index) => Math.round(channel + (to[index] - channel) * share))
  return `rgb(${mixed.join(', ')})`
}

/** The ground of a cell on a map of results; share from 0 (the lowest) to 1. */
export function mapColour(colours: Colours, share: number): string {
  const [red, green, blue] = channelsOf(colours.surface)
  const isLight = red + green + blue > 3 * 128
  return mixColours(colours.surface, colours.accent, share * (isLight ? ON_LIGHT : ON_DARK))
}

/** The colour of a line by its result; share from 0 (the lowest) to 1. */
export function lineColour(colours: Colours, share: number): string {
  return mixColours(colours.control, colours.accent, share)
}

/** Steps of the scale in a picture: finer than the eye tells apart. */
const STEPS = 32

/** The scale of a picture as shapes, its left end at x, its middle at y: what its ends stand for, and the colours between. */
export function scaleShapes(
  look: ChartLook,
  x: number,
  y: number,
  scale: {
    label: string
    lowest: string
    highest: string
    colourAt: (share: number) => string
  }
): Shape[] {
  const { fontSize: size, colours, measure } = look
  const word = (text: string, at: number): Shape => ({
    kind: 'text',
    text,
    x: at,
    y,
    anchor: 'start',
    size,
    fill: colours['ink-2']
  })
  const lowest = `${scale.label}: ${scale.lowest}`
  const left = x + measure(lowest) + size
  const step = size / 3
  const bar = Array.from({ length: STEPS }, (_, index): Shape => {
    const fill = scale.colourAt(index / (STEPS - 1))
    const box = {
      left: left + index * step,
      top: y - size / 2,
      right: left + (index + 1) * step,
      bottom: y + size / 2
    }
    return { kind: 'rectangle', box, fill }
  })
  return [word(lowest, x), ...bar, word(scale.highest, left + STEPS * step + size)]
}
