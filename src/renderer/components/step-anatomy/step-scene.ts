import type { RunSummary } from '../../../shared/run'
import type { StepStudy } from '../../../shared/study'
import type { Connection } from './backward-numbers'
import type { StepNumbers } from './step-changes'

/** All that the stages of one step are told with. */
export interface StepScene {
  run: RunSummary
  /** From input to output. */
  layers: readonly number[]
  study: StepStudy
  numbers: StepNumbers
  /** The connection whose numbers are told. */
  connection: Connection
}
