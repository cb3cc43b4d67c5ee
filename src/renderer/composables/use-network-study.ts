import { computed, type ComputedRef } from 'vue'
import type { ExamplePass, ExampleRef, StudiedWeights, WeightsAt } from '../../shared/study'
import { useStudyAnswer } from './use-study-answer'

export interface NetworkStudy {
  /** As the run left them, without changes by hand; of the step before while those of this one come. */
  weights: ComputedRef<StudiedWeights | null>
  /** What the image does in the network, with changes by hand; of the same step as the weights. */
  pass: ComputedRef<ExamplePass | null>
  error: ComputedRef<unknown>
}

/**
 * A network's weights, and one image in it. Both of one step, whichever answer comes first: so sums agree
 * with their terms, and all of it is drawn in one frame. Keeps up with sliders over steps and weights.
 */
export function useNetworkStudy(at: () => WeightsAt, example: () => ExampleRef): NetworkStudy {
  const stored = useStudyAnswer('study.weights', () => ({ at: { ...at(), edits: [] } }))
  const passes = useStudyAnswer('study.example', () => ({ at: at(), example: example() }))

  interface Known {
    at: WeightsAt
    weights: StudiedWeights
    pass: ExamplePass
  }
  const known = computed<Known | null>((before) => {
    const [weights, pass] = [stored.answer.value, passes.answer.value]
    const [of, through] = [stored.answered.value?.at, passes.answered.value?.at]
    const isOne = of?.runId === through?.runId && of?.step === through?.step
    return weights && pass && of && isOne ? { at: of, weights, pass } : (before ?? null)
  })
  /** Answers of the run before say nothing of this one. */
  const here = computed(() => (known.value?.at.runId === at().runId ? known.value : null))

  return {
    weights: computed(() => here.value?.weights ?? null),
    pass: computed(() => here.value?.pass ?? null),
    error: computed(() => stored.error.value ?? passes.error.value)
  }
}
