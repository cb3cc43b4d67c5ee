import { computed, type ComputedRef } from 'vue'
import type { ExamplePass, ExampleRef, StudiedWeights, WeightsAt } from '../../shared/study'
import { request } from '../api'
import { useAnswer } from './use-answer'

export interface NetworkStudy {
  /** As the run left them, without changes by hand; of the step before while those of this one come. */
  weights: ComputedRef<StudiedWeights | null>
  /** What the image does in the network, with changes by hand; likewise. */
  pass: ComputedRef<ExamplePass | null>
  error: ComputedRef<unknown>
}

/** A network's weights, and one image in it. Keeps up with sliders over steps and weights. */
export function useNetworkStudy(at: () => WeightsAt, example: () => ExampleRef): NetworkStudy {
  const weights = useAnswer(
    () => ({ runId: at().runId, step: at().step, edits: [] }),
    (of) => request('study.weights', { at: of })
  )
  const passes = useAnswer(
    () => ({ at: at(), example: example() }),
    (question) => request('study.example', question)
  )
  return {
    // answers of the run before say nothing of this one
    weights: computed(() => {
      const known = weights.answered.value
      return known?.question.runId === at().runId ? known.answer : null
    }),
    pass: computed(() => {
      const known = passes.answered.value
      return known?.question.at.runId === at().runId ? known.answer : null
    }),
    error: computed(() => weights.error.value ?? passes.error.value)
  }
}
