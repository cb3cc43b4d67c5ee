import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { placeOfParameter } from '../network/parameter-places'

export interface PlaceNames {
  /** "hidden layer 1", "output layer" */
  layer: (layer: number, layers: readonly number[]) => string
  /** "neuron 3", "output 7": outputs are called by their digit. */
  neuron: (layer: number, neuron: number, layers: readonly number[]) => string
  /** The same where the layer is known: "3". */
  number: (layer: number, neuron: number, layers: readonly number[]) => string
  /** What a layer is fed by: "pixel row 14, column 9", "neuron 3". */
  input: (layer: number, input: number, layers: readonly number[]) => string
  /** A weight or bias by its place in the flat layout. */
  parameter: (index: number, layers: readonly number[]) => string
}

/** Pixels in a row, where the inputs are a square picture; null where they are none. */
function squareSide(inputs: number): number | null {
  const side = Math.sqrt(inputs)
  return Number.isInteger(side) ? side : null
}

/** Names of layers, neurons and connections, as a person counts: from 1. */
export function usePlaceNames(): PlaceNames {
  const { t } = useI18n()
  const format = useFormat()
  const whole = (value: number): string => format.value.whole(value)

  const names: PlaceNames = {
    layer: (layer, layers) =>
      layer === layers.length - 1
        ? t('step.places.outputLayer')
        : t('step.places.hiddenLayer', { layer }),
    neuron: (layer, neuron, layers) =>
      layer === layers.length - 1
        ? t('step.places.output', { digit: neuron })
        : t('step.places.neuron', { number: whole(neuron + 1) }),
    number: (layer, neuron, layers) => whole(layer === layers.length - 1 ? neuron : neuron + 1),
    input(layer, input, layers) {
      if (layer > 1) return names.neuron(layer - 1, input, layers)
      const side = squareSide(layers[0])
      return side === null
        ? t('step.places.input', { number: whole(input + 1) })
        : t('step.places.pixel', {
            row: Math.floor(input / side) + 1,
            column: (input % side) + 1
          })
    },
    parameter(index, layers) {
      const { layer, neuron, input } = placeOfParameter(layers, index)
      const to = t('step.places.within', {
        layer: names.layer(layer, layers),
        neuron: names.neuron(layer, neuron, layers)
      })
      return input === null
        ? t('step.places.bias', { to })
        : t('step.places.weight', { to, from: names.input(layer, input, layers) })
    }
  }
  return names
}
