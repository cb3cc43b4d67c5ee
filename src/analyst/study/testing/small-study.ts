import type { Dataset } from '../../../datasets/load'
import { createReferenceEngine } from '../../../engine/reference'
import { SMALL_CONFIG, SMALL_INFO } from '../../../engine/testing/small-run'
import { begin, TEST, TRAINING } from '../../../engine/testing/walk'
import type { Position } from '../../../engine/training'
import type { AnalystMessage, StudyRequest } from '../../../shared/analyst-protocol'
import { fromPlainError } from '../../../shared/errors'
import type { RateChange } from '../../../shared/run'
import type { RunConfig } from '../../../shared/run-config'
import type { StudyInput, StudyResponses, StudySubject } from '../../../shared/study'
import { createAnalyst, type Analyst, type AnalystTools } from '../../analyst'
import { materialOf, type RunMaterial } from '../task'

const DATASET: Dataset = { info: SMALL_INFO, training: TRAINING, test: TEST }

/** Nothing held out of 40 examples, 10 steps an epoch; the rest as in small-run.ts. */
const STUDIED: RunConfig = { ...SMALL_CONFIG, heldOut: 0 }

export interface SmallStudy {
  analyst: Analyst
  material: RunMaterial
  told: AnalystMessage[]
  /** Asks as the supervisor does. @throws DownhillError */
  ask<Subject extends StudySubject>(
    subject: Subject,
    input: Omit<StudyInput<Subject>, 'at'>,
    place: { step: number; edits?: StudyInput<Subject>['at']['edits']; from?: Position | null }
  ): Promise<StudyResponses[Subject]>
}

/** An analyst in this process, and a small run to ask it about. */
export function createSmallStudy(
  changes: Partial<RunConfig> = {},
  tools: Partial<AnalystTools> = {},
  rateChanges: RateChange[] = []
): SmallStudy {
  const config = { ...STUDIED, ...changes }
  const told: AnalystMessage[] = []
  const analyst = createAnalyst({
    loadDataset: () => Promise.resolve(DATASET),
    createWorkshop: () => ({ engine: createReferenceEngine }),
    tell: (message) => told.push(message),
    now: () => 0,
    breathe: () => Promise.resolve(),
    ...tools
  })
  let questions = 0
  return {
    analyst,
    material: materialOf(config, DATASET, rateChanges),
    told,
    async ask(subject, input, { step, edits = [], from = null }) {
      const message = await analyst.answer({
        type: 'study',
        id: ++questions,
        config,
        datasetFolder: 'somewhere',
        fingerprint: SMALL_INFO.fingerprint,
        // the subject and its input belong together, which the compiler cannot follow here
        study: { subject, input: { ...input, at: { runId: 1, step, edits } } } as StudyRequest,
        from: from && {
          ...from,
          sums: { ...from.sums, blockCost: 0, blockSteps: 0, engineSeconds: 0 }
        },
        rateChanges
      })
      if (message.type === 'failed') throw fromPlainError(message.error)
      if (message.type !== 'answer') throw new Error(`There is no answer, but ${message.type}.`)
      return message.value as StudyResponses[typeof subject]
    }
  }
}

/** The run itself, where it stands after so many steps. */
export function positionAt(
  step: number,
  changes: Partial<RunConfig> = {},
  rateChanges: RateChange[] = []
): Position {
  const { training } = begin({ ...STUDIED, ...changes }, null, undefined, rateChanges)
  while (training.step < step) training.advance(step - training.step)
  const position = training.position()
  if (!position) throw new Error('The run diverged.')
  return position
}
