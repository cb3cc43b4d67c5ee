import type { Engine } from '../../engine/engine'
import { SIDE, withPatch, type DoubtInput, type Occlusion } from '../../shared/doubt'

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
