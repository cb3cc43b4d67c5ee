import type { DatasetInfo } from './dataset'
import type { PlainError } from './errors'
import type { IntakeKind, IntakeOptions, IntakePreview, IntakeProgress } from './intake'

/** Messages between the main process and the courier process that takes in a data set. */

/** Reads files; the same files with another draw of the test set only are not read again. */
export interface ReadIntake {
  type: 'intake-read'
  id: number
  kind: IntakeKind
  /** Whole paths: of files, or of one folder. */
  paths: readonly string[]
  options: IntakeOptions
}

/** Stores what was read last. */
export interface StoreIntake {
  type: 'intake-store'
  id: number
  /** Holds the database. */
  libraryFolder: string
  /** By which the asker finds what is left where this process is ended meanwhile: letters and digits. */
  attempt: string
  name: string
  source: string
  licence: string
}

export type IntakeQuestion = ReadIntake | StoreIntake

export type IntakeMessage =
  | ({ type: 'progress'; id: number } & IntakeProgress)
  | { type: 'preview'; id: number; preview: IntakePreview }
  | { type: 'stored'; id: number; info: DatasetInfo }
  | { type: 'failed'; id: number; error: PlainError }

export function isIntakeQuestion(question: { type: string }): question is IntakeQuestion {
  return question.type === 'intake-read' || question.type === 'intake-store'
}
