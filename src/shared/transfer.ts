import { LONGEST_NOTE, MOST_TAGS, tagSchema } from './library'
import { LIMITS, runConfigSchema } from './run-config'
import { z } from './zod'

/** A run as it travels from one library to another: all that is stored of it, but its number. */

const count = z.number().int().min(0)
const share = z.number().min(0).max(1)
/** Never negative, whatever is summed up in it; zod takes finite numbers only. */
const sum = z.number().min(0)
/** null: not finite. */
const cost = sum.nullable()
/** Of computing: a century is more than any run takes. */
const seconds = z
  .number()
  .min(0)
  .max(100 * 366 * 24 * 3600)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const LONGEST_NAME = 120

/**
 * Text without control characters, which could give orders to a terminal that shows it, and without halves of
 * characters, which no file keeps as they are.
 */
export const singleLine = (longest: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)

const costPoint = z.strictObject({ block: count, step: count, cost })

const epochMetrics = z.strictObject({
  epoch: count,
  step: count,
  trainingCost: cost,
  trainingAccuracy: share.nullable(),
  testCost: cost,
  testAccuracy: share,
  heldOutCost: cost,
  heldOutAccuracy: share.nullable(),
  learningRate: z.number().min(0).max(LIMITS.learningRate.max),
  engineSeconds: seconds
})

const checkpointRecord = z.strictObject({
  epoch: count,
  step: count,
  onSchedule: z.boolean(),
  isBest: z.boolean(),
  /** SHA-256 over the parameters. */
  sha256,
  /** Sets of numbers that the optimiser remembers (engine/engine.ts); they follow the parameters. */
  optimiserSlots: z.number().int().min(0).max(2),
  sums: z.strictObject({
    epochCost: sum,
    epochCorrect: count,
    epochExamples: count,
    blockCost: sum,
    blockSteps: count,
    engineSeconds: seconds
  })
})

/** Text on several lines; no other control characters. */
const manyLines = z
  .string()
  .max(LONGEST_NOTE)
  .regex(/^(?:[\n\t]|[^\p{Cc}\p{Cs}])*$/u)

/** The run and the moment from which a fork went its own way; that run need not travel with it. */
const forkOrigin = z.strictObject({
  uuid: z.uuid(),
  name: singleLine(LONGEST_NAME),
  epoch: count,
  step: count
})

export const runRecordSchema = z.strictObject({
  /** By it a run is known again, wherever it travels. */
  uuid: z.uuid(),
  name: singleLine(LONGEST_NAME),
  /** Who made it, where that was said. */
  author: singleLine(LONGEST_NAME).nullable(),
  config: runConfigSchema,
  layers: z
    .array(z.number().int().min(1).max(1_000_000))
    .min(2)
    .max(LIMITS.hiddenLayers.max + 2),
  datasetFingerprint: singleLine(64),
  numerics: z.number().int().min(1),
  rateChanges: z.array(
    z.strictObject({
      step: count,
      learningRate: z.number().min(LIMITS.learningRate.min).max(LIMITS.learningRate.max)
    })
  ),
  /** A run that was under way when it was recorded counts as stopped. */
  status: z.enum(['stopped', 'finished', 'diverged', 'interrupted']),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  step: count,
  totalSteps: z.number().int().min(1),
  epoch: count,
  finalTraining: z.strictObject({ trainingCost: cost, trainingAccuracy: share }).nullable(),
  engineSeconds: seconds,
  points: z.array(costPoint),
  epochs: z.array(epochMetrics),
  checkpoints: z.array(checkpointRecord),
  // what follows is written only where there is something to say: so programs before it read the rest
  note: manyLines.optional(),
  tags: z.array(tagSchema).max(MOST_TAGS).optional(),
  forkedFrom: forkOrigin.optional(),
  /** Steps in each block of the cost curve, where it is not `costBlockLength(totalSteps)`. */
  blockLength: z.number().int().min(1).optional()
})

export type RunRecord = z.infer<typeof runRecordSchema>
export type CheckpointRecord = RunRecord['checkpoints'][number]

/** The bytes of one checkpoint: float32, little-endian (engine/network.ts). */
export interface CheckpointBytes {
  parameters: Uint8Array
  optimiserState: Uint8Array | null
}

export interface TransferredRun {
  record: RunRecord
  /** Of each checkpoint of the record, in its order. */
  weights: CheckpointBytes[]
  /** Checkpoints that did not match their hash, and stay behind. */
  leftOut?: number
}

/** What became of a run that was to come in. */
export interface ImportedRun {
  runId: number
  name: string
  /**
   * `present`: it was there already; `restored`: it was there, deleted; `behind`: it was there, and had
   * not come as far as in the file. All three stay as they were, but are not deleted.
   */
  outcome: 'imported' | 'present' | 'restored' | 'behind'
}
