import { useI18n } from 'vue-i18n'
import { placeOfParameter } from '../network/parameter-places'
import { useNames, type Names } from '../network/use-names'

/** The network whose parameters are named. */
export interface NamedNetwork {
  layers: readonly number[]
  /** Pixels in a row of the input picture; null where the inputs are no picture. */
  pictureWidth: number | null
}

/** A parameter in words: what it leads from, and where to. */
export function useParameterNames(
  network: () => NamedNetwork
): Names & { parameter: (index: number) => string } {
  const { t } = useI18n()
  const names = useNames(network)
  return {
    ...names,
    parameter(index) {
      const { layer, neuron, input } = placeOfParameter(network().layers, index)
      const to = names.neuron({ layer, neuron })
      return input === null
        ? t('gradient.place.bias', { to })
        : t('gradient.place.weight', { to, from: names.input(layer, input) })
    }
  }
}
