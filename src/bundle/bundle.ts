import { createHash } from 'node:crypto'
import { parameterCount } from '../shared/run-config'
import {
  runRecordSchema,
  type CheckpointBytes,
  type CheckpointRecord,
  type RunRecord,
  type TransferredRun
} from '../shared/transfer'
import { damaged, tooLarge } from './damage'
import {
  FORMAT,
  FORMAT_VERSION,
  MANIFEST,
  parseStrictly,
  readJson,
  readManifest,
  type Manifest
} from './manifest'
import { findContradiction } from './plausible'
import { MAX_ENTRIES, MAX_JSON, MAX_UNPACKED, readZip, writeZip, type ZipEntry } from './zip'

/**
 * A .downhill file: a ZIP archive with a manifest, and for each run a folder with its record and the
 * bytes of each checkpoint. The manifest has the SHA-256 of everything else.
 */
export interface Bundle extends Pick<Manifest, 'program' | 'exportedAt' | 'author'> {
  runs: TransferredRun[]
}

const recordName = (index: number): string => `runs/${index + 1}/run.json`
const weightsName = (index: number, { step }: CheckpointRecord): string =>
  `runs/${index + 1}/step-${step}.weights`

/** @throws DownhillError 'not-exportable' where the runs are too many or too large for one file. */
export function writeBundle({ program, exportedAt, author, runs }: Bundle): Uint8Array {
  const entries = runs.flatMap(({ record, weights }, index): ZipEntry[] => [
    { name: recordName(index), bytes: toJson(record), compressed: true },
    ...record.checkpoints.map((checkpoint, place) => ({
      name: weightsName(index, checkpoint),
      bytes: joinBytes(weights[place]),
      compressed: false
    }))
  ])
  const size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0)
  // the manifest comes on top
  if (size > MAX_UNPACKED - MAX_JSON || entries.length >= MAX_ENTRIES) {
    throw tooLarge()
  }
  const manifest: Manifest = {
    format: FORMAT,
    version: FORMAT_VERSION,
    program,
    exportedAt,
    author,
    entries: entries.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) }))
  }
  const first: ZipEntry = { name: MANIFEST, bytes: toJson(manifest), compressed: true }
  return writeZip([first, ...entries], new Date(exportedAt))
}

/**
 * Everything in a .downhill file, checked: hashes, sizes, and that each run agrees with itself.
 *
 * @param now in milliseconds; no run was made long after it.
 * @throws DownhillError 'bundle-damaged', 'bundle-newer'.
 */
export function readBundle(file: Uint8Array, now = Date.now()): Bundle {
  const contents = readZip(file)
  const { program, exportedAt, author, entries } = readManifest(contents.get(MANIFEST))
  contents.delete(MANIFEST)
  checkEntries(contents, entries)
  const runs: TransferredRun[] = []
  while (contents.has(recordName(runs.length))) {
    runs.push(takeRun(contents, runs.length, now))
  }
  const [unknown] = contents.keys()
  if (unknown !== undefined) throw damaged(`${unknown} does not belong into it`)
  if (new Set(runs.map(({ record }) => record.uuid)).size < runs.length) {
    throw damaged('it holds one run twice')
  }
  return { program, exportedAt, author, runs }
}

/** All that is listed is there as it is listed, and nothing else. */
function checkEntries(contents: Map<string, Uint8Array>, entries: Manifest['entries']): void {
  const unlisted = new Set(contents.keys())
  for (const { name, size, sha256: hash } of entries) {
    const bytes = contents.get(name)
    if (bytes === undefined) throw damaged(`${name} is missing`)
    if (bytes.length !== size || sha256(bytes) !== hash) {
      throw damaged(`${name} does not match its SHA-256`)
    }
    unlisted.delete(name)
  }
  const [stranger] = unlisted
  if (stranger !== undefined) throw damaged(`${stranger} does not belong into it`)
}

/** Takes one run out of the contents. */
function takeRun(contents: Map<string, Uint8Array>, index: number, now: number): TransferredRun {
  const name = recordName(index)
  const record = parseStrictly(runRecordSchema, readJson(take(contents, name), name), name)
  const contradiction = findContradiction(record, now)
  if (contradiction !== null) throw damaged(`${name}: ${contradiction}`)
  const weights = record.checkpoints.map((checkpoint) => {
    const entry = weightsName(index, checkpoint)
    return splitBytes(take(contents, entry), checkpoint, record, entry)
  })
  return { record, weights }
}

function take(contents: Map<string, Uint8Array>, name: string): Uint8Array {
  const bytes = contents.get(name)
  if (bytes === undefined) throw damaged(`${name} is missing`)
  contents.delete(name)
  return bytes
}

function joinBytes({ parameters, optimiserState }: CheckpointBytes): Uint8Array {
  return optimiserState === null ? parameters : Buffer.concat([parameters, optimiserState])
}

function splitBytes(
  bytes: Uint8Array,
  { optimiserSlots, sha256: hash }: CheckpointRecord,
  { layers }: RunRecord,
  name: string
): CheckpointBytes {
  const size = parameterCount(layers) * 4
  if (bytes.length !== size * (1 + optimiserSlots))
    throw damaged(`${name} does not fit the network`)
  const parameters = bytes.slice(0, size)
  if (sha256(parameters) !== hash) throw damaged(`${name} does not match its SHA-256`)
  if (!areFinite(bytes)) throw damaged(`${name} holds numbers that are not finite`)
  return { parameters, optimiserState: optimiserSlots === 0 ? null : bytes.slice(size) }
}

function areFinite(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; at += 4) {
    if (!Number.isFinite(view.getFloat32(at, true))) return false
  }
  return true
}

function toJson(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value, null, 1))
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
