import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { WeightsAt } from '../../../shared/study'
import type { RunSummary } from '../../../shared/run'
import { joinStudies, type JoinedStudies } from '../../composables/join-studies'
import { storedNumbers } from '../../composables/stored-numbers'
import { useStudyAnswer } from '../../composables/use-study-answer'
import { steepestConnection, type Connection } from './backward-numbers'
import type { StepScene } from './step-scene'

export interface StepStudyControl {
  /** The step last answered; while the next one is worked out it stays, so that nothing jumps. */
  scene: ComputedRef<StepScene | null>
  /** Which image of the batch is followed. */
  place: Ref<number>
  choose: (connection: Connection) => void
  /** The questions for it. */
  asked: JoinedStudies
}

const keyOf = (value: unknown): string => JSON.stringify(value)

/** All about the step that a run takes from here. */
export function useStepStudy(at: () => WeightsAt, run: () => RunSummary): StepStudyControl {
  const place = ref(0)
  const chosen = ref<Connection | null>(null)
  // another batch: it may be a smaller one, at the end of an epoch
  watch(
    () => [at().runId, at().step],
    () => (place.value = 0),
    { flush: 'sync' }
  )
  watch(
    () => at().runId,
    () => (chosen.value = null),
    { flush: 'sync' }
  )

  const step = useStudyAnswer('study.step', () => ({ at: at(), place: place.value }))
  const weights = useStudyAnswer('study.weights', () => ({ at: at() }))

  /** Both answers, once they are of the same weights. */
  const told = computed<Omit<StepScene, 'connection'> | null>((known) => {
    const [study, before] = [step.answer.value, weights.answer.value]
    if (!study || !before) return step.error.value || weights.error.value ? null : (known ?? null)
    if (keyOf(step.answered.value?.at) !== keyOf(weights.answered.value?.at)) return known ?? null
    return {
      run: run(),
      layers: before.layers,
      study,
      numbers: {
        before: storedNumbers(before.parameters),
        gradient: storedNumbers(study.gradient),
        after: storedNumbers(study.after),
        learningRate: study.learningRate,
        batchSize: study.batchSize
      }
    }
  })

  const scene = computed<StepScene | null>(() => {
    if (!told.value) return null
    const { numbers, layers } = told.value
    const connection =
      chosen.value ?? steepestConnection(numbers.gradient, layers, layers.length - 1)
    return { ...told.value, connection }
  })

  return {
    scene,
    place,
    choose: (connection) => (chosen.value = connection),
    asked: joinStudies(step, weights)
  }
}
