import { readFileSync } from 'node:fs'
import type { z } from '../shared/zod'

/** What a note of this program's own says; null where there is none, or none that can be read. */
export function readNote<Note>(file: string, schema: z.ZodType<Note>): Note | null {
  try {
    const read = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
