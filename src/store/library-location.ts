import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from '../shared/zod'

const absolutePath = z.string().refine(isAbsolute)
const locationSchema = z.object({
  folder: absolutePath,
  /** Folders in which moving it left a copy. */
  previous: z.array(absolutePath),
  /** Where the original has not been given another name yet. */
  leaving: absolutePath.optional()
})

/** A library that was moved: what the note in the program's own folder says. */
export type LibraryLocation = z.infer<typeof locationSchema>

/** The file in which the program notes where the library is. */
export function locationNote(home: string): string {
  return join(home, 'location.json')
}

/** Where the library was moved to; undefined where it never was, or was moved back. */
export function readLocation(home: string): LibraryLocation | 'damaged' | undefined {
  let text: string
  try {
    text = readFileSync(locationNote(home), 'utf8')
  } catch (error) {
    return isAbsence(error) ? undefined : 'damaged'
  }
  const read = locationSchema.safeParse(parse(text))
  return read.success ? read.data : 'damaged'
}

/** Notes where the library is: the whole note, or none. */
export function writeLocation(home: string, location: LibraryLocation): void {
  const note = locationNote(home)
  const unfinished = `${note}.unfinished`
  const handle = openSync(unfinished, 'w')
  try {
    writeFileSync(handle, `${JSON.stringify(location, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(unfinished, note)
}

/** From now on the library is in the program's own folder. */
export function forgetLocation(home: string): void {
  rmSync(locationNote(home), { force: true })
}

function isAbsence(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code))
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
