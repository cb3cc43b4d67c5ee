import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupTrouble } from '../shared/backups'
import type { PlainError } from '../shared/errors'
import { z } from '../shared/zod'
import { readNote } from '../store/note'
import { plainErrorSchema } from './plain-error-schema'

const noteSchema = z.object({ since: z.iso.date(), error: plainErrorSchema })

/** The note by which the next start knows it, in the folder of what is the program's own. */
export const troubleNote = (home: string): string => join(home, 'backup-trouble.json')

/** Remembers since when no backup could be made, also over the end of the program. */
export interface BackupTroubles {
  now(): BackupTrouble | null
  /** None could be made. @param today yyyy-mm-dd */
  begin(today: string, error: PlainError): void
  /** One was made, or none is missing. */
  end(): void
}

export function rememberTrouble(home: string): BackupTroubles {
  const file = troubleNote(home)
  let trouble: BackupTrouble | null = readNote(file, noteSchema)
  return {
    now: () => trouble,
    begin(today, error) {
      trouble = { since: trouble?.since ?? today, error }
      attempt(() => writeFileSync(file, JSON.stringify(trouble)))
    },
    end() {
      trouble = null
      attempt(() => rmSync(file, { force: true }))
    }
  }
}

/** Where no backup can be written, a note may be refused too: then this session alone knows it. */
function attempt(write: () => void): void {
  try {
    write()
  } catch {
    // said in the window all the same
  }
}
