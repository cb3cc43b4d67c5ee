import { createHash } from 'node:crypto'
import { drawingRecordSchema, MOST_DRAWINGS, type DrawingRecord } from '../shared/drawings'
import { DownhillError } from '../shared/errors'
import { parseJson } from '../shared/parse-json'
import { z } from '../shared/zod'

/**
 * A .downhill-drawings file: JSON with a version, the drawings, and the SHA-256 over them as they
 * stand there, so that one that was cut off or changed on its way is known.
 */
const FORMAT = 'downhill-drawings'
const VERSION = 1

/** Bytes: as many drawings as a library keeps, of four thousand characters each on average. */
export const MOST_BYTES = 64 * 1024 ** 2

const outlineSchema = z.object({ format: z.literal(FORMAT), version: z.number().int().min(1) })
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  /** Of the program that wrote it. */
  program: z.string().max(40),
  sha256: z.string(),
  drawings: z.array(drawingRecordSchema).min(1).max(MOST_DRAWINGS)
})

/** @param program its version */
export function writeDrawings(drawings: readonly DrawingRecord[], program: string): Uint8Array {
  const sha256 = hashOf(drawings)
  const text = JSON.stringify({ format: FORMAT, version: VERSION, program, sha256, drawings })
  return new TextEncoder().encode(`${text}\n`)
}

/** All of a file's drawings, or none. @throws DownhillError 'drawings-damaged', 'drawings-newer'. */
export function readDrawings(bytes: Uint8Array): DrawingRecord[] {
  const value = parse(bytes)
  const outline = outlineSchema.safeParse(value)
  if (!outline.success) throw damaged('it holds something else than drawings of Downhill')
  if (outline.data.version > VERSION) {
    throw new DownhillError(
      'drawings-newer',
      'This file of drawings was written by a newer Downhill; install that version.'
    )
  }
  const file = fileSchema.safeParse(value)
  if (!file.success) {
    const [{ path }] = file.error.issues
    throw damaged(`something is wrong at ${path.join('.') || 'its beginning'}`)
  }
  const { drawings, sha256 } = file.data
  if (hashOf(drawings) !== sha256) throw damaged('its content does not match its checksum')
  return drawings
}

function hashOf(drawings: readonly DrawingRecord[]): string {
  // in one order of the names, whatever order they stand in
  const plain = drawings.map(({ strokes, label, author, createdAt }) => [
    strokes,
    label,
    author,
    createdAt
  ])
  return createHash('sha256').update(JSON.stringify(plain)).digest('hex')
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes)
  } catch {
    throw damaged('it is cut off, or was never one')
  }
}

/** @param reason completes the sentence "This is no sound file of drawings: …" */
export function damaged(reason: string): DownhillError {
  return new DownhillError('drawings-damaged', `This is no sound file of drawings: ${reason}.`, {
    reason
  })
}
