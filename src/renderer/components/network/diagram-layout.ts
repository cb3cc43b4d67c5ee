/** A place in the diagram, in pixels. */
export interface Spot {
  x: number
  y: number
}

export interface NeuronSpot extends Spot {
  neuron: number
}

/** A column of neurons. Of large layers only some are shown. */
export interface DiagramLayer {
  /** From 1, the first one with neurons of its own. */
  layer: number
  size: number
  x: number
  neurons: NeuronSpot[]
  /** How many are not shown, and where the words for them stand; null where all are. */
  elided: { count: number; y: number } | null
}

export interface DiagramLayout {
  width: number
  height: number
  /** The picture at the left whose pixels are the inputs. */
  picture: { x: number; y: number; side: number }
  radius: number
  layers: DiagramLayer[]
}

/** Layers up to this size are shown whole. */
export const MOST_WHOLE = 30
/** Of larger ones so many at the top, and as many at the bottom. */
const SHOWN_AT_EACH_END = 10
/** The row of the elision has room for its words. */
const ELISION_ROWS = 2

/** Of a layer: the neurons to show, in order. A chosen one that would be left out stands in the middle. */
export function shownNeurons(size: number, chosen: number | null): number[] {
  if (size <= MOST_WHOLE) return Array.from({ length: size }, (_, neuron) => neuron)
  const ends = SHOWN_AT_EACH_END
  const shown = Array.from({ length: 2 * ends }, (_, place) =>
    place < ends ? place : size - 2 * ends + place
  )
  if (chosen !== null && !shown.includes(chosen)) shown.splice(ends, 0, chosen)
  return shown
}

/** Rows that the fullest column takes, so that a diagram can be made high enough for it. */
export function rowsOf(layers: readonly number[]): number {
  return Math.max(
    ...layers
      .slice(1)
      // a chosen neuron among those left out takes a row more
      .map((size) => (size <= MOST_WHOLE ? size : 2 * SHOWN_AT_EACH_END + 1 + ELISION_ROWS))
  )
}

/**
 * Lays the network out from left to right: the picture, the hidden layers, the outputs.
 * @param room In pixels; `margin` is kept free at the right for the names of the outputs.
 * @param chosen The neuron that is shown in any case.
 */
export function layOutDiagram(
  layers: readonly number[],
  room: { width: number; height: number; margin: number },
  chosen: { layer: number; neuron: number } | null
): DiagramLayout {
  const pitch = room.height / rowsOf(layers)
  const radius = Math.min(pitch * 0.38, room.height / 36)
  const side = Math.min(room.width * 0.3, room.height * 0.62)
  const columns = layers.length - 1
  const first = side + (room.width - side - room.margin) * 0.38
  const last = room.width - room.margin - radius
  const middle = room.height / 2

  const columnAt = (place: number): number =>
    columns === 1 ? last : first + ((last - first) * place) / (columns - 1)

  return {
    ...room,
    picture: { x: 0, y: middle - side / 2, side },
    radius,
    layers: layers.slice(1).map((size, place): DiagramLayer => {
      const x = columnAt(place)
      const shown = shownNeurons(size, chosen?.layer === place + 1 ? chosen.neuron : null)
      const isElided = size > MOST_WHOLE
      const rows = shown.length + (isElided ? ELISION_ROWS : 0)
      // small layers stand closer together than the room would let them
      const gap = Math.min(pitch, Math.max(room.height / rows, 0), radius * 4.2)
      const top = middle - ((rows - 1) * gap) / 2
      const neurons = shown.map((neuron, row) => ({
        neuron,
        x,
        y: top + (isElided && row >= SHOWN_AT_EACH_END ? row + ELISION_ROWS : row) * gap
      }))
      const elided = isElided
        ? {
            count: size - shown.length,
            y: top + (SHOWN_AT_EACH_END + (ELISION_ROWS - 1) / 2) * gap
          }
        : null
      return { layer: place + 1, size, x, neurons, elided }
    })
  }
}

/** The middle of a pixel of the input picture. @param pictureWidth Pixels in a row. */
export function pixelSpot(layout: DiagramLayout, input: number, pictureWidth: number): Spot {
  const { x, y, side } = layout.picture
  const pixel = side / pictureWidth
  return {
    x: x + ((input % pictureWidth) + 0.5) * pixel,
    y: y + (Math.floor(input / pictureWidth) + 0.5) * pixel
  }
}

/**
 * Where a connection from this input begins: at the right of its neuron, or at the right border of the
 * picture, at the height of its pixel; lines from the pixels themselves would hide the digit.
 */
export function sourceSpot(
  layout: DiagramLayout,
  layer: number,
  input: number,
  pictureWidth: number
): Spot {
  if (layer === 1) {
    const { x, side } = layout.picture
    return { x: x + side, y: pixelSpot(layout, input, pictureWidth).y }
  }
  const before = layout.layers[layer - 2]
  const spot = before.neurons.find(({ neuron }) => neuron === input)
  return { x: before.x + layout.radius, y: spot?.y ?? before.elided?.y ?? layout.height / 2 }
}
