import { LONGEST_NOTE, MOST_TAGS, tagSchema, type HashCheck, type ThinnedRun } from './library'
import { CHECKPOINT_POLICIES, type RunDetail, type RunSummary, type TrainingSetResult } from './run'
import { LIMITS, runConfigSchema } from './run-config'
import { MAX_SWEEP_RUNS, type SweepSummary } from './sweep'
import type { LiveState } from './trainer-protocol'
import { LONGEST_NAME } from './transfer'
import type { Verification } from './verification'
import { z } from './zod'

export const runId = z.strictObject({ runId: z.number().int().positive() })
export const runIds = z.strictObject({
  runIds: z.array(z.number().int().positive()).min(1).max(1000)
})
export const checkpointId = z.number().int().positive()
const pace = z.number().min(0.1).max(1e7).nullable()
const learningRate = z.number().min(LIMITS.learningRate.min).max(LIMITS.learningRate.max)
const name = z.string().trim().min(1).max(LONGEST_NAME)

/** What is done with runs and sweeps, and what is said to a run under way. */
export const runSchemas = {
  'runs.start': z.strictObject({
    config: runConfigSchema,
    name: name.optional(),
    pace,
    paused: z.boolean().optional()
  }),
  'runs.resume': runId.extend({ pace }),
  'runs.list': z.undefined(),
  /** Those that are left of these runs: what is to be asked after 'runs.changed'. */
  'runs.summaries': runIds,
  'runs.detail': runId,
  'runs.curves': runIds,
  'runs.rename': runId.extend({ name }),
  'runs.annotate': runId.extend({ note: z.string().max(LONGEST_NOTE) }),
  /** Adds tags to runs and takes others from them; a run has at most MOST_TAGS. */
  'runs.tag': runIds.extend({
    add: z.array(tagSchema).max(MOST_TAGS),
    remove: z.array(tagSchema).max(MOST_TAGS)
  }),
  /** null: no run is the baseline any more. */
  'runs.setBaseline': z.strictObject({ runId: z.number().int().positive().nullable() }),
  /**
   * A new run that is the other up to a checkpoint, and goes on from there with another rate. It is
   * the same as a rate changed by hand, so that it can be repeated from its own start.
   */
  'runs.fork': runId.extend({ checkpointId, learningRate, name: name.optional(), pace }),
  'runs.delete': runIds,
  'runs.restore': runIds,
  /** Those that can still be restored, the last deleted first. */
  'runs.deleted': z.undefined(),
  /** Removes deleted runs for good, before their time. */
  'runs.purge': runIds,
  /** Keeps of its weights the start, the best, the last and those after 1, 2, 4, 8 … epochs. */
  'runs.thin': runId,
  'runs.setCheckpointPolicy': runId.extend({ policy: z.enum(CHECKPOINT_POLICIES) }),
  'runs.checkHashes': runId,
  /** The true average cost over all training examples, with the weights of a checkpoint. */
  'runs.measureTrainingSet': runId.extend({ checkpointId }),
  /** Repeats a stored run, told in 'verify.progress'; one at a time. */
  'runs.verify': runId,
  'runs.cancelVerify': z.undefined(),
  /** Many runs at once, trained in this order. */
  'sweeps.start': z.strictObject({
    name,
    configs: z.array(runConfigSchema).min(1).max(MAX_SWEEP_RUNS)
  }),
  'sweeps.list': z.undefined(),
  /** Stops its run under way, and takes those that wait out of the queue; they can be resumed. */
  'sweeps.stop': z.strictObject({ sweepId: z.number().int().positive() }),
  'training.pause': runId,
  'training.continue': runId,
  'training.step': runId,
  'training.stop': runId,
  'training.setPace': runId.extend({ pace }),
  /** Another learning rate from the next step on; it is recorded, and replayed when the run is repeated. */
  'training.setRate': runId.extend({ learningRate }),
  'training.live': z.undefined()
}

export interface LiveRun {
  runId: number
  live: LiveState
}

export interface RunResponses {
  'runs.start': RunSummary
  'runs.resume': RunSummary
  /** Packed (packed.ts): RunSummary[]. */
  'runs.list': Uint8Array
  /** Packed, like the list. */
  'runs.summaries': Uint8Array
  'runs.detail': RunDetail
  /** Packed (packed.ts): RunCurves[]. */
  'runs.curves': Uint8Array
  'runs.rename': RunSummary
  'runs.annotate': RunSummary
  'runs.tag': null
  'runs.setBaseline': null
  'runs.fork': RunSummary
  'runs.delete': null
  'runs.restore': null
  /** Packed (packed.ts): DeletedRun[]. */
  'runs.deleted': Uint8Array
  'runs.purge': null
  'runs.thin': ThinnedRun
  'runs.setCheckpointPolicy': RunSummary
  'runs.checkHashes': HashCheck
  'runs.measureTrainingSet': TrainingSetResult
  'runs.verify': Verification
  'runs.cancelVerify': null
  'sweeps.start': SweepSummary
  'sweeps.list': SweepSummary[]
  'sweeps.stop': null
  'training.pause': null
  'training.continue': null
  'training.step': null
  'training.stop': null
  'training.setPace': null
  'training.setRate': null
  'training.live': LiveRun[]
}
