import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from '../shared/zod'
import { readNote } from './note'
import type { DamageNotice } from './store-api'

const noteSchema = z.object({
  code: z.enum(['store-damaged', 'store-missing']),
  /** The name of the file beside the library. */
  file: z.string()
})

/** Beside the library: another program, a terminal for instance, may be the one that finds the loss. */
const noteOf = (library: string): string => `${library}.lost`

/** Notes that a library was lost, and a fresh one begun, until a person has read it. */
export function noteLoss(library: string, { code, values }: DamageNotice): void {
  const note = { code, file: basename(values.file) }
  try {
    writeFileSync(noteOf(library), JSON.stringify(note))
  } catch {
    // told by this program alone: it must not keep anybody from their work
  }
}

/**
 * The loss that a person has not put away yet. None where the damaged file is no longer kept: they
 * have seen to it.
 */
export function readLoss(library: string): DamageNotice | null {
  const note = readNote(noteOf(library), noteSchema)
  if (note === null) return null
  // of a note that came from elsewhere, no name leads out of the folder
  const kept = join(dirname(library), basename(note.file))
  if (note.code === 'store-missing') return missingNotice(kept)
  return existsSync(kept) ? damagedNotice(kept) : null
}

/** They have read it, or went back to a backup. A note that cannot be removed is told again, and no more. */
export function forgetLoss(library: string): void {
  try {
    rmSync(noteOf(library), { force: true })
  } catch {
    // it must not make a restore or a move fail that is done
  }
}

/** @param file as which the damaged one is kept */
export function damagedNotice(file: string): DamageNotice {
  return {
    code: 'store-damaged',
    message: `The file of runs was damaged. It is kept as ${file}; a fresh one was begun.`,
    values: { file }
  }
}

/** @param file that is gone */
export function missingNotice(file: string): DamageNotice {
  return {
    code: 'store-missing',
    message: `The file of runs ${file} is gone: something removed or renamed it. A fresh one was begun.`,
    values: { file }
  }
}
