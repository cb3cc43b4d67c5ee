import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RestoreOutcome } from '../shared/backups'
import { z } from '../shared/zod'
import { readNote } from '../store/note'
import { plainErrorSchema } from './plain-error-schema'

const noteSchema = z.object({
  date: z.string(),
  kept: z.string().nullable(),
  error: plainErrorSchema.nullable()
})

const noteOf = (home: string): string => join(home, 'restored.json')

/** Leaves for the program that starts next what became of a restore. */
export function leaveOutcome(home: string, outcome: RestoreOutcome): void {
  writeFileSync(noteOf(home), JSON.stringify(outcome))
}

/** What the last restore left to be told, once. A note that cannot be read tells nothing. */
export function takeOutcome(home: string): RestoreOutcome | null {
  const outcome = readNote(noteOf(home), noteSchema)
  try {
    rmSync(noteOf(home), { force: true })
    return outcome
  } catch {
    return null
  }
}
