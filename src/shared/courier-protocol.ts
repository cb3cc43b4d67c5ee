import type { BackupList } from './backups'
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

/** The backup of a day; `asked` by a person: also where today has one. */
export interface MakeBackup extends Question {
  type: 'make-backup'
  /** yyyy-mm-dd */
  today: string
  asked: boolean
}

/** Answered also where the library cannot be opened, as the three below. */
export interface ListBackups extends Question {
  type: 'list-backups'
}

/** Lays a whole copy of a backup beside the library. */
export interface PrepareRestoring extends Question {
  type: 'prepare-restoring'
  number: number
  /** Milliseconds since 1970. */
  now: number
}

/** Gives that copy the library's place. */
export interface SwapIn extends Question {
  type: 'swap-in'
  stamp: string
}

export interface DescribeLibrary extends Question {
  type: 'describe-library'
}

/** What is done with the library as a file, without opening it for training. */
export type BackupQuestion = MakeBackup | ListBackups | PrepareRestoring | SwapIn | DescribeLibrary

/** The state of the library for whoever looks for a fault. */
export interface LibraryReport {
  /** Of the file; null where it cannot be read at all, and `soundness` says why. */
  schemaVersion: number | null
  /** Bytes. */
  size: number
  logSize: number
  journalMode: string
  tables: { name: string; rows: number }[]
  /** What SQLite's quick_check says. */
  soundness: string
  /** Names, notes, tags and authors: what must not get out. */
  personal: string[]
}

export type CourierQuestion =
  | BackupQuestion
  | ExportRuns
  | ImportFiles
  | SaveWeights
  | ExportDrawings
  | ImportDrawings
  | MakeDrawingsDataset

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
  /** Its number; null: none was due. */
  'make-backup': number | null
  'list-backups': BackupList
  /** The stamp to swap it in by. */
  'prepare-restoring': string
  /** The whole path of the library that gave way; null where there was none. */
  'swap-in': string | null
  'describe-library': LibraryReport
}
export type CourierAnswer = CourierAnswers[keyof CourierAnswers]

export type CourierMessage =
  | { type: 'progress'; id: number; done: number; of: number }
  | { type: 'answer'; id: number; value: CourierAnswer }
  | { type: 'failed'; id: number; error: PlainError }
