import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DownhillError, type ErrorValues } from '../../../shared/errors'
import {
  USUAL_INTAKE,
  type IntakeKind,
  type IntakeOptions,
  type IntakeProgress
} from '../../../shared/intake'
import { toIdx } from '../../idx'
import type { IncomingSet } from '../classes'
import { readIncomingSet } from '../read-set'

/** A folder for the files of one test. */
export interface TestFolder {
  path: string
  /** Writes a file, its folders included, and returns its whole path. */
  write(name: string, contents: Uint8Array | string): string
  remove(): void
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'downhill-import-'))
  return {
    path,
    write(name, contents) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, contents)
      return file
    },
    remove: () => rmSync(path, { recursive: true, force: true })
  }
}

/** Reads files as they would come in. */
export function read(
  kind: IntakeKind,
  paths: readonly string[],
  options: Partial<IntakeOptions> = {},
  onProgress: (progress: IntakeProgress) => void = () => undefined
): Promise<IncomingSet> {
  return readIncomingSet(kind, paths, { ...USUAL_INTAKE, ...options }, { onProgress })
}

/** Why files are refused: the problem with its values; throws where they are not. */
export async function refusal(reading: Promise<IncomingSet>): Promise<ErrorValues> {
  const error: unknown = await reading.then(
    () => new Error('The files were taken in.'),
    (reason: unknown) => reason
  )
  if (error instanceof DownhillError && error.code === 'intake-refused') return error.values
  throw error
}

/** A pair of IDX files: pictures whose first pixel is their place, and their labels. */
export function idxPair(labels: readonly number[]): { pictures: Uint8Array; labels: Uint8Array } {
  const pictures = new Uint8Array(labels.length * 784)
  labels.forEach((label, place) => {
    pictures[place * 784] = place
    // one bar, at another height for each class: upright and on its side differ
    pictures.fill(200, place * 784 + 28 * (label % 28) + 4, place * 784 + 28 * (label % 28) + 24)
  })
  return {
    pictures: toIdx([labels.length, 28, 28], pictures),
    labels: toIdx([labels.length], Uint8Array.from(labels))
  }
}

/** Labels 0, 1, 2, 0, 1 … */
export const inTurn = (count: number, classes: number, first = 0): number[] =>
  Array.from({ length: count }, (_, place) => first + (place % classes))
