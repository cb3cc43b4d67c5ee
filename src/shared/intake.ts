import type { DatasetInfo, DatasetKind, Sample } from './dataset'
import { LONGEST_NAME, singleLine } from './transfer'
import { z } from './zod'

/**
 * Taking in a data set from files: chosen, read through and checked in a process of its own, shown
 * as a preview, and stored only when the person says so. One intake is under way at a time.
 */
export const INTAKE_KINDS = ['idx', 'csv', 'folder'] as const
export type IntakeKind = (typeof INTAKE_KINDS)[number]

/** What the files do not say by themselves; a change reads them anew. */
const intakeOptions = z.strictObject({
  /** Where a table has the label. Null: found out, as are the two below. */
  label: z.enum(['first', 'last']).nullable(),
  header: z.boolean().nullable(),
  /** Pictures lie on their side, as EMNIST's do. */
  transposed: z.boolean().nullable(),
  /** Ink is dark on light paper, and is turned round. */
  inverted: z.boolean().nullable(),
  /** Share of the examples that becomes the test set, drawn by the seed, where no test files came. */
  testShare: z.number().min(0.05).max(0.5),
  seed: z.number().int().min(0).max(4_294_967_295)
})
export type IntakeOptions = z.infer<typeof intakeOptions>

export const USUAL_INTAKE: IntakeOptions = {
  label: null,
  header: null,
  transposed: null,
  inverted: null,
  testShare: 0.2,
  seed: 1
}

export const intakeSchemas = {
  /** Opens the system's dialog, reads what was chosen; null: none was chosen. */
  'intake.choose': z.strictObject({ kind: z.enum(INTAKE_KINDS) }),
  'intake.change': z.strictObject({ options: intakeOptions }),
  /** Stores what the preview shows, all or nothing. */
  'intake.store': z.strictObject({
    name: singleLine(LONGEST_NAME),
    source: z.string().max(500),
    licence: z.string().max(200)
  }),
  /** Whatever is under way is called off, and the preview let go. */
  'intake.cancel': z.undefined()
}

/** A file, row or picture that is left out, and why. */
export interface Rejection {
  /** File name, with a row's number where it is one. */
  where: string
  /** A whole sentence. */
  reason: string
}

export interface IntakePreview {
  kind: DatasetKind
  /** Suggested, after the files. */
  name: string
  /** As they were used: what was null is found out. */
  options: IntakeOptions
  /** Whether the files brought a test set of their own; then `testShare` and `seed` are of no effect. */
  hasOwnTest: boolean
  trainingCount: number
  testCount: number
  classes: { name: string; training: number; test: number }[]
  /** The first of each class, up to 40; of points and curves none. */
  samples: Sample[]
  /** Of points: x, y, label; of curves x, y; up to 2,000 of them, one after the other. */
  points: Float32Array
  rejected: Rejection[]
  /** All of them; `rejected` has the first 200. */
  rejectedCount: number
}

export interface IntakeResponses {
  'intake.choose': IntakePreview | null
  'intake.change': IntakePreview
  'intake.store': DatasetInfo
  'intake.cancel': null
}
