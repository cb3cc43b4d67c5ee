import { LONG_STUDIES, type StudyRequest } from '../shared/analyst-protocol'
import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { StudyResponses } from '../shared/study'
import type { AsyncStore, WalkStart } from '../store/store-api'
import type { StudyingAnalyst, StudyProgress } from './analyst'

interface StudyTools {
  store: Pick<AsyncStore, 'walkStart'>
  analyst: Pick<StudyingAnalyst, 'study' | 'cancelStudies'>
}

/** Answers what is asked about the weights of stored runs. */
export interface Studies {
  /**
   * @throws DownhillError 'not-found', 'step-beyond' where the run has not come so far,
   * 'other-numerics' where steps had to be taken again that another arithmetic took, and those of
   * the analyst.
   */
  ask<Request extends StudyRequest>(
    request: Request,
    onProgress?: (progress: StudyProgress) => void
  ): Promise<StudyResponses[Request['subject']]>
  /** Calls off those that take long. */
  cancel(): void
}

export function createStudies({ store, analyst }: StudyTools): Studies {
  let timesCalledOff = 0
  return {
    async ask(request, onProgress) {
      const before = timesCalledOff
      const { runId, step } = request.input.at
      const start = await store.walkStart(runId, step)
      const isLong = LONG_STUDIES.includes(request.subject)
      if (isLong && before !== timesCalledOff)
        throw new DownhillError('cancelled', 'It was called off.')
      refuseUnreachable(start, step)
      const takesStep = request.subject === 'study.step'
      if (takesStep || start.from?.step !== step) refuseOtherNumerics(start)
      const { config, datasetFingerprint: fingerprint, from, rateChanges } = start
      return analyst.study(request, { config, fingerprint, from, rateChanges }, onProgress)
    },
    cancel: () => {
      timesCalledOff++
      analyst.cancelStudies()
    }
  }
}

function refuseUnreachable({ lastStep }: WalkStart, step: number): void {
  if (step <= lastStep) return
  throw new DownhillError(
    'step-beyond',
    `The run has come to step ${lastStep}: its weights after step ${step} are not known.`,
    { step, last: lastStep }
  )
}

/** Other arithmetic would walk to other weights. */
function refuseOtherNumerics({ numerics }: WalkStart): void {
  if (numerics === NUMERICS_VERSION) return
  throw new DownhillError(
    'other-numerics',
    `Version ${numerics} of the arithmetic made this run; this is version ${NUMERICS_VERSION}.`,
    { numerics }
  )
}
