import { computed, type ComputedRef } from 'vue'
import type { CheckpointSummary } from '../../../shared/run'
import type { WeightsAt } from '../../../shared/study'
import { unpackTestAnswers, type Rankings, type TestAnswers } from '../../../shared/test-set'
import { useCheckpoints } from '../../composables/use-checkpoints'
import type { PredictionSource } from '../../composables/use-prediction'
import { useStudyAnswer, type StudyAnswer } from '../../composables/use-study-answer'

/** What a network answered to the whole test set. */
export interface FoundAnswers {
  /** Whose weights they are. */
  at: WeightsAt
  answers: TestAnswers
  rankings: Rankings
}

export interface TestAnswersState extends Pick<
  StudyAnswer<'study.answers'>,
  'busy' | 'progress' | 'cancel' | 'calledOff' | 'ask'
> {
  /** The last ones, also while those of other weights are being worked out; null before there are any. */
  found: ComputedRef<FoundAnswers | null>
  /** The stored weights that are asked about; of a run under way the last ones that were stored. */
  checkpoint: ComputedRef<CheckpointSummary | undefined>
  checkpoints: ComputedRef<readonly CheckpointSummary[]>
  error: ComputedRef<unknown>
}

/** @param source null: nothing is asked. */
export function useTestAnswers(source: () => PredictionSource | null): TestAnswersState {
  const { checkpoints, error: readError } = useCheckpoints(() => source()?.runId)

  const checkpoint = computed(() => {
    const asked = source()
    if (!asked) return undefined
    const own = checkpoints.value.filter(({ runId }) => runId === asked.runId)
    return typeof asked.checkpoint === 'number'
      ? own.find(({ id }) => id === asked.checkpoint)
      : own.at(0)
  })
  const at = computed<WeightsAt | null>(() =>
    checkpoint.value
      ? { runId: checkpoint.value.runId, step: checkpoint.value.step, edits: [] }
      : null
  )

  const study = useStudyAnswer('study.answers', () => at.value && { at: at.value })
  const found = computed<FoundAnswers | null>(() => {
    const { answer, answered } = study
    if (!answer.value || !answered.value) return null
    const { packed, rankings } = answer.value
    return { at: answered.value.at, answers: unpackTestAnswers(packed), rankings }
  })

  return {
    found,
    checkpoint,
    checkpoints: computed(() => checkpoints.value),
    busy: study.busy,
    progress: study.progress,
    cancel: study.cancel,
    calledOff: study.calledOff,
    ask: study.ask,
    error: computed(() => study.error.value ?? readError.value)
  }
}
