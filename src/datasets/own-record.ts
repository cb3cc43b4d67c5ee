import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { parseJson } from '../shared/parse-json'
import { LONGEST_NAME, singleLine } from '../shared/transfer'
import { z } from '../shared/zod'

/** The folder, within a library's, that holds a folder for each own data set. */
export const OWN_FOLDER = 'datasets'
/** What lies in each beside the examples. */
export const RECORD_FILE = 'dataset.json'

const OWN_ID = /^own-[0-9a-f]{12}$/

/** Whether an id is spelt as own data sets' are; of any other text no path may be made. */
export function isOwnId(id: string): boolean {
  return OWN_ID.test(id)
}

/** By its content: the same files have the same id on every computer. */
export function ownId(fingerprint: string): string {
  return `own-${fingerprint.slice(0, 12)}`
}

/** Labels are bytes. */
const MOST_CLASSES = 256
const MOST_EXAMPLES = 1_000_000

const count = z.number().int().min(1).max(MOST_EXAMPLES)

const recordSchema = z
  .object({
    version: z.literal(1),
    kind: z.enum(['pictures', 'points', 'curve']),
    name: singleLine(LONGEST_NAME),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    trainingCount: count,
    testCount: count,
    classes: z.number().int().min(1).max(MOST_CLASSES),
    classNames: z.array(z.string().min(1).max(LONGEST_NAME)).nullable(),
    source: z.string().max(500),
    licence: z.string().max(200),
    /** ISO 8601, UTC. */
    createdAt: z.iso.datetime(),
    /** How it was made, as whoever made it puts it: kind of file, seed, share … */
    made: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  })
  .refine(({ kind, classes }) => (kind === 'curve' ? classes === 1 : classes >= 2))
  .refine(({ classNames, classes }) => classNames === null || classNames.length === classes)

/** What is kept of an own data set beside its examples. */
export type OwnRecord = z.infer<typeof recordSchema>

const SHAPES = {
  pictures: { inputSize: 28 * 28, imageWidth: 28, imageHeight: 28 },
  points: { inputSize: 2, imageWidth: 0, imageHeight: 0 },
  curve: { inputSize: 1, imageWidth: 0, imageHeight: 0 }
} as const

/** As the program knows any data set. */
export function toInfo(record: OwnRecord): DatasetInfo {
  const { kind, name, fingerprint, trainingCount, testCount, classes, classNames } = record
  return {
    id: ownId(fingerprint),
    kind,
    origin: 'own',
    name,
    fingerprint,
    trainingCount,
    testCount,
    ...SHAPES[kind],
    classes,
    classNames
  }
}

/**
 * Reads `<folder>/<id>/dataset.json`.
 * @throws DownhillError 'own-dataset-missing', 'own-dataset-damaged'.
 */
export async function readRecord(folder: string, id: string): Promise<OwnRecord> {
  if (!isOwnId(id)) throw missing(id)
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(folder, id, RECORD_FILE))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw missing(id)
    const reason = error instanceof Error ? error.message : String(error)
    const sentence = `The data set "${id}" cannot be read: ${reason}.`
    throw new DownhillError('own-dataset-missing', sentence, { dataset: id })
  }
  const { data } = recordSchema.safeParse(parse(bytes))
  if (data && ownId(data.fingerprint) === id) return data
  throw new DownhillError('own-dataset-damaged', `The record of the data set "${id}" is damaged.`, {
    dataset: id
  })
}

/** All in a folder, by their names; a damaged one is left out. */
export async function listRecords(folder: string): Promise<OwnRecord[]> {
  const ids = (await readdir(folder).catch(() => [])).filter(isOwnId)
  const found = await Promise.all(ids.map((id) => readRecord(folder, id).catch(() => null)))
  return found
    .filter((record) => record !== null)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** @throws Error where it is none that `readRecord` would read: whoever made it made a mistake. */
export function recordText(record: OwnRecord): string {
  return `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`
}

export function missing(id: string): DownhillError {
  const code = isOwnId(id) ? 'own-dataset-missing' : 'dataset-missing'
  return new DownhillError(code, `There is no data set "${id}" here.`, { dataset: id })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes)
  } catch {
    return undefined
  }
}
