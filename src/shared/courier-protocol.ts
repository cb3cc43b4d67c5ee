import type { DatasetInfo } from './dataset'
import type { DrawingUse, ImportedDrawings } from './drawings'
import type { PlainError } from './errors'
import type { ImportedFile, SavedFile, WeightFormat } from './files'

/** Messages between the main process and the courier, which carries runs and weights to files and back. */

interface Question {
  id: number
  /** The database. */
  library: string
}

export interface ExportRuns extends Question {
  type: 'export'
  runIds: number[]
  author: string | null
  /** The whole path; a file that is there is replaced. */
  file: string
}

export interface ImportFiles extends Question {
  type: 'import'
  /** Of .downhill files, or of folders that hold some. */
  paths: string[]
}

export interface SaveWeights extends Question {
  type: 'save-weights'
  runId: number
  checkpointId: number
  format: WeightFormat
  file: string
}

/** Of all drawings, into one .downhill-drawings file. */
export interface ExportDrawings extends Question {
  type: 'export-drawings'
  author: string | null
  file: string
}

export interface ImportDrawings extends Question {
  type: 'import-drawings'
  paths: string[]
}

/** A data set of the drawings (drawings.ts). */
export interface MakeDrawingsDataset extends Question {
  type: 'make-drawings-dataset'
  name: string
  use: DrawingUse
  testShare: number
  seed: number
}

export type CourierQuestion =
  ExportRuns | ImportFiles | SaveWeights | ExportDrawings | ImportDrawings | MakeDrawingsDataset

/** What is to be carried, before it is put to the process: each kind of question without its address. */
export type Errand = WithoutAddress<CourierQuestion>
type WithoutAddress<Asked> = Asked extends CourierQuestion ? Omit<Asked, 'id' | 'library'> : never

export interface CourierAnswers {
  export: SavedFile
  import: ImportedFile[]
  'save-weights': SavedFile
  'export-drawings': SavedFile
  'import-drawings': ImportedDrawings[]
  'make-drawings-dataset': DatasetInfo
}
export type CourierAnswer = CourierAnswers[keyof CourierAnswers]

export type CourierMessage =
  | { type: 'progress'; id: number; done: number; of: number }
  | { type: 'answer'; id: number; value: CourierAnswer }
  | { type: 'failed'; id: number; error: PlainError }
