import type { DatasetInfo, DatasetKind, Sample } from './dataset'
import { DownhillError, type ErrorValues } from './errors'
import { LONGEST_NAME, singleLine } from './transfer'
import { z } from './zod'

/**
 * Taking in a data set from files: chosen, read through and checked in a process of its own, shown
 * as a preview, and stored only when the person says so. One intake is under way at a time.
 *
 * - idx: two or four IDX files, pictures and labels
 * - csv: one or two tables
 * - folder: a folder with one folder of PNG or JPEG pictures a class
 */
export const INTAKE_KINDS = ['idx', 'csv', 'folder'] as const
export type IntakeKind = (typeof INTAKE_KINDS)[number]

/** What may be asked of a data set that comes in. */
export const INTAKE_LIMITS = {
  examples: { min: 10, max: 1_000_000 },
  /** Of all inputs, unpacked. */
  bytes: 1024 ** 3,
  /** Labels are bytes. */
  classes: { min: 2, max: 256 },
  testShare: { min: 0.05, max: 0.5 },
  /** Files below a folder. */
  files: 100_000,
  /** Of a picture in a file, before it is made small. */
  pixels: 25_000_000,
  /** Of a picture's file. */
  pictureBytes: 64 * 1024 ** 2
} as const

/** How a picture of another size comes into 28 by 28. */
export const PICTURE_FITS = ['whole', 'centred'] as const
export type PictureFit = (typeof PICTURE_FITS)[number]

/**
 * What the files do not say by themselves. null is found out; in a preview it says that there is
 * nothing to choose.
 */
const intakeOptions = z.strictObject({
  /** Where a table has the label, or a curve's height. */
  label: z.enum(['first', 'last']).nullable(),
  /** A table's first row has the names of its columns. */
  header: z.boolean().nullable(),
  /** Points and curves are stretched to -1..1, where a network learns best. */
  scaled: z.boolean().nullable(),
  /** Pictures lie on their side, as EMNIST's do, and are set upright. */
  transposed: z.boolean().nullable(),
  /** Ink is dark on light paper, and is turned round. */
  inverted: z.boolean().nullable(),
  /** whole: as it is, with its margin; centred: the ink alone, as MNIST's digits were prepared. */
  fit: z.enum(PICTURE_FITS).nullable(),
  /** Share of the examples that becomes the test set, drawn by the seed, where no test files came. */
  testShare: z.number().min(INTAKE_LIMITS.testShare.min).max(INTAKE_LIMITS.testShare.max),
  seed: z.number().int().min(0).max(4_294_967_295)
})
export type IntakeOptions = z.infer<typeof intakeOptions>

export const USUAL_INTAKE: IntakeOptions = {
  label: null,
  header: null,
  scaled: null,
  transposed: null,
  inverted: null,
  fit: null,
  testShare: 0.2,
  seed: 1
}

export const intakeSchemas = {
  /** Opens the system's dialog, reads what was chosen; null: none was chosen. */
  'intake.choose': z.strictObject({ kind: z.enum(INTAKE_KINDS) }),
  /** Reads the files of the preview with other options. */
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

/** What is said of a data set that comes in; the window has a sentence for each. */
export const INTAKE_REMARKS = ['recognised', 'labels-moved', 'class-empty', 'stretched'] as const

/** Why something is left out, or why nothing comes in; the window has a sentence for each. */
export const INTAKE_PROBLEMS = [
  // of any file
  'file-unreadable',
  'file-empty',
  'file-compressed',
  'too-large',
  'too-many-examples',
  'too-few-examples',
  'too-few-classes',
  'too-many-classes',
  'class-untrained',
  'nothing-left',
  // of IDX files
  'idx-count',
  'idx-other',
  'idx-values',
  'idx-header',
  'idx-length',
  'idx-shape',
  'idx-pair',
  'idx-parts',
  // of tables
  'table-count',
  'table-binary',
  'table-columns',
  'table-unlabelled',
  'table-line',
  'table-quote',
  'table-kinds',
  'row-cells',
  'row-missing',
  'row-comma',
  'row-number',
  'row-range',
  'row-label',
  // of pictures in folders
  'folder-flat',
  'folder-files',
  'picture-outside',
  'picture-heavy',
  'picture-link',
  'picture-kind',
  'picture-damaged',
  'picture-large',
  'picture-blank'
] as const

export type IntakeRemarkCode = (typeof INTAKE_REMARKS)[number]
export type IntakeProblemCode = (typeof INTAKE_PROBLEMS)[number]

export interface IntakeRemark {
  code: IntakeRemarkCode
  values: ErrorValues
}

/** A file, row or picture that is left out, and why. */
export interface Rejection {
  /** Without the folder that was chosen. */
  file: string
  /** Of a table: the line where the row begins, counted from 1. */
  line: number | null
  code: IntakeProblemCode
  values: ErrorValues
}

export interface IntakePreview {
  kind: DatasetKind
  /** Suggested, after the files. */
  name: string
  /** What is known of recognised files; else empty. */
  source: string
  licence: string
  /** Names of the files and folders that were read, the first few. */
  files: string[]
  /** As they were used: what was null is found out. */
  options: IntakeOptions
  /** Whether the files brought a test set of their own; then `testShare` and `seed` are of no effect. */
  hasOwnTest: boolean
  trainingCount: number
  testCount: number
  /** Of a curve none. */
  classes: { name: string; training: number; test: number }[]
  /** Of pictures: the first of each class, up to 40. */
  samples: Sample[]
  /** Of points: x, y, label; of curves x, y; up to 2,000 of them, one after the other. */
  points: Float32Array
  remarks: IntakeRemark[]
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

/** How far reading has come. */
export interface IntakeProgress {
  done: number
  of: number
  unit: 'bytes' | 'files'
}

/**
 * The error of files that do not come in at all: code 'intake-refused', the problem's code among its
 * values.
 */
export function intakeRefused(problem: IntakeProblemCode, values: ErrorValues = {}): DownhillError {
  const details = Object.entries(values).map(([name, value]) => `${name} ${value}`)
  return new DownhillError('intake-refused', [problem, ...details].join(', '), {
    ...values,
    problem
  })
}
