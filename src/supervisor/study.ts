import type { StudyRequest } from '../shared/analyst-protocol'
import { DownhillError } from '../shared/errors'
import { NUMERICS_VERSION } from '../shared/numerics'
import type { StudyResponses } from '../shared/study'
import type { AsyncStore, WalkStart } from '../store/store-api'
import type { LongOptions, StudyingAnalyst, StudyProgress } from './analyst'

interface StudyTools {
  store: Pick<AsyncStore, 'walkStart'>
  analyst: Pick<StudyingAnalyst, 'study'>
}

/** Told with its number: how far a question is that the window gave one. */
export interface NumberedProgress extends StudyProgress {
  question: number
}

/** Answers what is asked about the weights of stored runs. */
export interface Studies {
  /**
   * @throws DownhillError 'not-found', 'step-beyond' where the run has not come so far,
   * 'other-numerics' where steps had to be taken again that another arithmetic took, 'cancelled', and
   * those of the analyst.
   */
  ask<Request extends StudyRequest>(
    request: Request,
    onProgress?: (progress: NumberedProgress) => void
  ): Promise<StudyResponses[Request['subject']]>
  /** Calls off the question of this number, if it is under way. */
  cancel(question: number): void
  /** Calls off all that have a number: nobody waits for them any more. */
  cancelAll(): void
}

export function createStudies({ store, analyst }: StudyTools): Studies {
  const underWay = new Map<number, AbortController>()

  async function answer<Request extends StudyRequest>(
    request: Request,
    options: LongOptions<StudyProgress>
  ): Promise<StudyResponses[Request['subject']]> {
    const { runId, step } = request.input.at
    const start = await store.walkStart(runId, step)
    if (options.calledOff?.aborted) throw new DownhillError('cancelled', 'It was called off.')
    refuseUnreachable(start, step)
    const takesStep = request.subject === 'study.step'
    if (takesStep || start.from?.step !== step) refuseOtherNumerics(start)
    const { config, datasetFingerprint: fingerprint, from, rateChanges } = start
    return analyst.study(request, { config, fingerprint, from, rateChanges }, options)
  }

  return {
    async ask(request, onProgress) {
      const { question } = request.input
      if (question === undefined) return answer(request, {})
      const calledOff = new AbortController()
      underWay.set(question, calledOff)
      try {
        return await answer(request, {
          calledOff: calledOff.signal,
          onProgress: (progress) => {
            // what was called off may still have news on their way
            if (!calledOff.signal.aborted) onProgress?.({ question, ...progress })
          }
        })
      } finally {
        // a page that was loaded anew counts from the beginning
        if (underWay.get(question) === calledOff) underWay.delete(question)
      }
    },
    cancel: (question) => underWay.get(question)?.abort(),
    cancelAll: () => {
      for (const calledOff of underWay.values()) calledOff.abort()
      underWay.clear()
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
