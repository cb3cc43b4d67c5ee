import { computed, type ComputedRef } from 'vue'
import type { ExampleRef, StudiedWeights, WeightsAt } from '../../../shared/study'
import type { RunSummary } from '../../../shared/run'
import { storedNumbers } from '../../composables/stored-numbers'
import { useNetworkStudy } from '../../composables/use-network-study'
import { withEdits } from './parameter-places'
import { passDrawing, type ShownPass } from './shown-pass'

export interface ShownNetwork {
  /** As the run left them, without changes by hand. */
  weights: ComputedRef<StudiedWeights | null>
  /** The same as numbers. */
  trained: ComputedRef<Float32Array | null>
  /** With changes by hand. */
  parameters: ComputedRef<Float32Array | null>
  /** What the picture does in it. */
  pass: ComputedRef<ShownPass | null>
  error: ComputedRef<unknown>
}

/**
 * The network of a step, and what a picture does in it.
 * @param drawing Grey values of a drawing that is looked at in place of the example; null: the example.
 */
export function useShownPass(
  run: () => RunSummary,
  at: () => WeightsAt,
  example: () => ExampleRef,
  drawing: () => Uint8Array | null
): ShownNetwork {
  const study = useNetworkStudy(at, example)
  const trained = computed(
    () => study.weights.value && storedNumbers(study.weights.value.parameters)
  )
  const parameters = computed(() => trained.value && withEdits(trained.value, at().edits))
  const pass = computed<ShownPass | null>(() => {
    const drawn = drawing()
    if (drawn && parameters.value) {
      return passDrawing(drawn, parameters.value, run().layers, run().config)
    }
    const example = study.pass.value
    return example && { ...example, example }
  })
  return { weights: study.weights, trained, parameters, pass, error: study.error }
}
