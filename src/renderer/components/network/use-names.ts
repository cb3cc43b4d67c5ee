import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

/** A neuron of the network, counted as in parameter-places.ts. */
export interface NeuronPlace {
  layer: number
  neuron: number
}

export interface Names {
  /** "neuron 4 of hidden layer 1", "output 7" */
  neuron: (place: NeuronPlace) => string
  /** What a weight into this layer comes from: a pixel or a neuron; null: the bias. */
  input: (layer: number, input: number | null) => string
  /** "Hidden layer 1", "Outputs" */
  layer: (layer: number) => string
}

/** Names of the parts of a network, as a person counts: from 1. Outputs are named by their digit. */
export function useNames(
  network: () => { layers: readonly number[]; pictureWidth: number | null }
): Names {
  const { t, locale } = useI18n()
  const isOutput = (layer: number): boolean => layer === network().layers.length - 1

  /** Kept as long as network and language stay: a diagram asks for dozens of them in every frame. */
  const known = computed(() => ({
    layers: network().layers,
    locale: locale.value,
    names: new Map<string, string>()
  }))

  function neuron({ layer, neuron: number }: NeuronPlace): string {
    const { names } = known.value
    const key = `${layer} ${number}`
    const kept = names.get(key)
    if (kept !== undefined) return kept
    const name = isOutput(layer)
      ? t('network.names.output', { digit: number })
      : t('network.names.hidden', { number: number + 1, layer })
    names.set(key, name)
    return name
  }

  return {
    neuron,
    layer: (layer) =>
      isOutput(layer)
        ? t('network.neuron.layerOutput')
        : t('network.neuron.layerHidden', { layer }),
    input(layer, input) {
      if (input === null) return t('network.names.bias')
      if (layer > 1) return neuron({ layer: layer - 1, neuron: input })
      const { pictureWidth } = network()
      if (pictureWidth === null) return t('network.names.input', { number: input + 1 })
      return t('network.names.pixel', {
        row: Math.floor(input / pictureWidth) + 1,
        column: (input % pictureWidth) + 1
      })
    }
  }
}
