import type { Engine } from '../../engine/engine'
import { SIDE, type DoubtInput, type Occlusion } from '../../shared/doubt'

/** The picture with a square patch whose upper left corner is there. */
export function withPatch(
  image: Uint8Array,
  { row, column, side, grey }: { row: number; column: number; side: number; grey: number }
): Uint8Array {
  const hidden = image.slice()
  for (let y = row; y < row + side; y++) {
    hidden.fill(grey, y * SIDE + column, y * SIDE + column + side)
  }
  return hidden
}

/**
 * What the network answers with the patch at every place.
 * @param engine has the weights that answer
 */
export function occlude(
  engine: Engine,
  { image, side, grey }: Omit<DoubtInput<'doubt.occlude'>, 'source'>
): Occlusion {
  const places = SIDE - side + 1
  const classes = engine.network.layers[engine.network.layers.length - 1]
  const outputs = new Float32Array(places * places * classes)
  for (let row = 0; row < places; row++) {
    for (let column = 0; column < places; column++) {
      const answer = engine.outputs(withPatch(image, { row, column, side, grey }))
      outputs.set(answer, (row * places + column) * classes)
    }
  }
  return { places, outputs, plain: [...engine.outputs(image)] }
}
