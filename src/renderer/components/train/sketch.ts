/** A layer of the sketch: the dots to draw and whether some are left out. */
export interface SketchLayer {
  size: number
  dots: { x: number; y: number }[]
  elided: boolean
}

export interface SketchLine {
  x1: number
  y1: number
  x2: number
  y2: number
}

export interface Sketch {
  layers: SketchLayer[]
  lines: SketchLine[]
}

/** Of a larger layer only so many neurons are drawn, half at the top and half at the bottom. */
const MOST_DOTS = 16
/** Distance of neighbouring dots at least; small layers spread no further than this. */
const WIDEST_GAP = 26

/** Lays out a fully connected network in a box, layers from left to right. Sizes in drawing units. */
export function sketchNetwork(sizes: readonly number[], width: number, height: number): Sketch {
  const layers = sizes.map((size, index): SketchLayer => {
    const x = sizes.length === 1 ? width / 2 : (index * width) / (sizes.length - 1)
    const elided = size > MOST_DOTS
    const shown = Math.min(size, MOST_DOTS)
    // the ellipsis takes the room of one dot in the middle
    const places = shown + (elided ? 1 : 0)
    const gap = Math.min(WIDEST_GAP, height / places)
    const top = height / 2 - ((places - 1) * gap) / 2
    const dots = Array.from({ length: shown }, (_, dot) => ({
      x,
      y: top + (elided && dot >= MOST_DOTS / 2 ? dot + 1 : dot) * gap
    }))
    return { size, dots, elided }
  })
  const lines = layers
    .slice(1)
    .flatMap((layer, index) =>
      layers[index].dots.flatMap((from) =>
        layer.dots.map((to) => ({ x1: from.x, y1: from.y, x2: to.x, y2: to.y }))
      )
    )
  return { layers, lines }
}
