import type { DatasetInfo } from './dataset'
import { packedStrokesSchema, strokesSchema } from './drawing-strokes'
import type { PlainError } from './errors'
import type { SavedFile } from './files'
import { LONGEST_NAME, singleLine } from './transfer'
import { weightSource } from './weight-source'
import { z } from './zod'

/**
 * Drawings that are kept: what a hand drew, which digit it was meant to be, when, and whose it is. A
 * drawing is known by its strokes, so that one that travels between libraries comes in once.
 */

/** A library keeps so many at most: a class of thirty draws three hundred each. */
export const MOST_DRAWINGS = 10_000

/** They are drawings of digits. */
export const DRAWING_CLASSES = 10

const label = z
  .number()
  .int()
  .min(0)
  .max(DRAWING_CLASSES - 1)
const author = singleLine(LONGEST_NAME).nullable()
const drawingIds = z.strictObject({
  drawingIds: z.array(z.number().int().positive()).min(1).max(MOST_DRAWINGS)
})

/** A drawing as it travels from one library to another. */
export const drawingRecordSchema = z.strictObject({
  strokes: packedStrokesSchema,
  label,
  author,
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime()
})
export type DrawingRecord = z.infer<typeof drawingRecordSchema>

/**
 * What drawings become. both: a training and a test set of their own. test: the test set beside the
 * training images of MNIST. training: the training set, tested with the test images of MNIST.
 */
export const DRAWING_USES = ['both', 'test', 'training'] as const
export type DrawingUse = (typeof DRAWING_USES)[number]

export const drawingSchemas = {
  /** Without the deleted. */
  'drawings.list': z.undefined(),
  'drawings.read': z.strictObject({ drawingId: z.number().int().positive() }),
  'drawings.save': z.strictObject({ strokes: strokesSchema, label, author }),
  'drawings.relabel': drawingIds.extend({ label }),
  'drawings.delete': drawingIds,
  'drawings.restore': drawingIds,
  /** What a network makes of all of them, prepared both ways. */
  'drawings.score': z.strictObject({ source: weightSource }),
  /** All of them, as one .downhill-drawings file; `author` becomes the owner of those that have none. */
  'drawings.export': z.strictObject({ fileName: singleLine(LONGEST_NAME), author }),
  /** Asks for .downhill-drawings files and takes them in; null: none was chosen. */
  'drawings.import': z.undefined(),
  'drawings.makeDataset': z.strictObject({
    name: singleLine(LONGEST_NAME),
    use: z.enum(DRAWING_USES),
    /** Of each class, for testing; of no effect unless they are both. */
    testShare: z.number().min(0.05).max(0.5),
    seed: z.number().int().min(0).max(4_294_967_295)
  })
}

/** All drawings as columns, in the order in which they were drawn here. */
export interface DrawingList {
  ids: Uint32Array
  labels: Uint8Array
  /** Milliseconds since 1970. */
  times: Float64Array
  /** Each name once. */
  authors: string[]
  /** Place in `authors` from 1 on; 0: nobody was named. */
  authorOf: Uint16Array
  /** 784 grey values each: centred, as networks get them. */
  images: Uint8Array
}

/** What a network answers to each of the drawings: the place of its largest output. */
export interface DrawingScore {
  ids: Uint32Array
  /** NO_ANSWER where no output is a number. */
  centred: Uint8Array
  raw: Uint8Array
}
export const NO_ANSWER = 255

/** What became of drawings that were to come in. */
export interface AddedDrawings {
  /** Those that were not there before, and those that had been deleted. */
  added: number[]
  /** Those that were there already, and stay as they are. */
  present: number
}

/** What became of one file of drawings. */
export interface ImportedDrawings extends AddedDrawings {
  /** Without its folder. */
  file: string
  /** Why nothing of it came in. */
  error: PlainError | null
}

export interface DrawingResponses {
  'drawings.list': DrawingList
  'drawings.read': DrawingRecord
  'drawings.save': AddedDrawings
  'drawings.relabel': null
  'drawings.delete': null
  'drawings.restore': null
  'drawings.score': DrawingScore
  'drawings.export': SavedFile | null
  'drawings.import': ImportedDrawings[] | null
  'drawings.makeDataset': DatasetInfo
}
