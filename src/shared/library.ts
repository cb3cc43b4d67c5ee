import type { CheckpointPolicy, RunSummary } from './run'
import { z } from './zod'

export const LONGEST_NOTE = 4000
export const LONGEST_TAG = 40
export const MOST_TAGS = 20

/** One word or a few, on one line, without a comma: commas part tags where they are typed. */
export const tagSchema = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST_TAG)
  .regex(/^[^\p{Cc}\p{Cs},]+$/u)

/** A run that was deleted, and can still be brought back. */
export interface DeletedRun extends RunSummary {
  /** ISO 8601, UTC. */
  deletedAt: string
  /** After this it is removed for good. */
  keptUntil: string
}

/** What removing checkpoints came to. */
export interface ThinnedRun {
  removed: number
  /** Bytes. */
  freed: number
}

/** Whether the stored weights of a run are what they were. */
export interface HashCheck {
  checked: number
  /** Those that no longer match their SHA-256. */
  damaged: { checkpointId: number; epoch: number }[]
}

/** DOWNHILL_DATA, or portable.txt beside the program. */
export type FixedBy = 'environment' | 'portable'

/** Where the library is. */
export interface LibraryPlace {
  folder: string
  /** Where it is unless it is moved. */
  defaultFolder: string
  /** What else decides it, so that it cannot be moved from the window. */
  fixed: FixedBy | false
  /** It was moved to this folder, and is not there now: its drive may not be connected. */
  missing: boolean
  /** Copies that moving left where the library was. */
  leftBehind: LibraryLeftBehind[]
}

export interface LibraryLeftBehind {
  folder: string
  /** Bytes, with those backups. */
  size: number
  /** Backups of that library, which lie in the same folder and go with it. */
  backups: number
}

/** What is to be known of the library as a whole. */
export interface LibraryInfo {
  /** Bytes on disk, of the database with its log. */
  size: number
  runs: number
  deletedRuns: number
  checkpointPolicy: CheckpointPolicy
}

/** The word that must be typed before everything is removed. */
export const RESET_WORD = 'downhill'
