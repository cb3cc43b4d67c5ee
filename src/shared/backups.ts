import type { PlainError } from './errors'
import type { SavedFile } from './files'
import { z } from './zod'

/** A copy of the library, made on a day of use. */
export interface Backup {
  /** Counts up: a higher number is newer, whatever the clock said. */
  number: number
  /** yyyy-mm-dd, by this computer's clock on the day it was made. */
  date: string
  /** Bytes. */
  size: number
  /** The last one of a library that was lost: it stays beside the seven. */
  kept: boolean
  /** Without the deleted; null: it is damaged, or of a newer program. */
  runs: number | null
  /** Of a newer program, which can read it. */
  newer: boolean
  /** Runs of now that it does not have; null where either cannot be read. */
  newerRuns: number | null
}

/** A file that holds an earlier library. */
export interface SetAsideFile {
  /** The whole path. */
  file: string
  /** Bytes. */
  size: number
}

/** That the backups of the days cannot be made, as it was when one was tried last. */
export interface BackupTrouble {
  /** The first day on which none could be made: yyyy-mm-dd. */
  since: string
  error: PlainError
}

export interface BackupList {
  folder: string
  /** The newest first. */
  backups: Backup[]
  /** Bytes that the next one needs on the disk, and that are free there. */
  needed: number
  free: number
  /** Earlier libraries that gave way, and were kept. */
  setAside: SetAsideFile[]
}

/** As the window has it. */
export interface BackupState extends BackupList {
  /** null: the last one could be made. */
  trouble: BackupTrouble | null
}

/** What became of going back to a backup, told once after the program started anew. */
export interface RestoreOutcome {
  /** Of the backup. */
  date: string
  /** The whole path of the library that gave way; null where it did not. */
  kept: string | null
  /** Why it did not. */
  error: PlainError | null
}

/** Of the window, for the diagnostics: choices among a few, never what a person typed. */
const choice = z.string().regex(/^[a-z]{1,20}$/)
const preferences = z.strictObject({
  theme: choice,
  contrast: choice,
  textSize: z.number().int(),
  motion: choice,
  singleKeys: z.boolean(),
  language: choice
})

export const backupSchemas = {
  /** Answered also while the library cannot be opened. */
  'backups.list': z.undefined(),
  /** Makes one now, also where today has one; that gives way. */
  'backups.make': z.undefined(),
  /** Puts a copy of it in the library's place, and starts the program anew; the library of now is set aside. */
  'backups.restore': z.strictObject({ number: z.number().int().min(1).max(999_999_999) }),
  /** Of the last restore, to the first who asks after it; null: there is nothing new to tell. */
  'backups.outcome': z.undefined(),
  /** A person has read that a library was lost: no later start tells it again. */
  'backups.forgetLoss': z.undefined(),
  /** What the program knows of itself and of this computer, without anything of a person's. */
  'diagnostics.make': z.strictObject({ preferences }),
  /** Asks where to, and writes what was made last. */
  'diagnostics.save': z.undefined()
}

export interface BackupResponses {
  'backups.list': BackupState
  /** Its number; null: nothing changed since the last one, or there is nothing to keep. */
  'backups.make': number | null
  'backups.restore': null
  'backups.outcome': RestoreOutcome | null
  'backups.forgetLoss': null
  'diagnostics.make': string
  'diagnostics.save': SavedFile | null
}
