import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Examples } from '../engine/engine'
import type { DatasetInfo, DatasetKind } from '../shared/dataset'
import { DownhillError } from '../shared/errors'
import { loadDataset } from './load'
import {
  OWN_FOLDER,
  RECORD_FILE,
  isOwnId,
  missing,
  ownId,
  readRecord,
  recordText,
  toInfo,
  type OwnRecord
} from './own-record'
import { fileNames, fingerprintOf, toContents, type Part } from './parts'

const compress = promisify(gzip)

/** What a person takes in: examples as the engine takes them, of pictures 28x28 bytes each. */
export interface NewDataset {
  kind: DatasetKind
  name: string
  /** Outputs of a network for it: at least 2; of a curve 1. */
  classes: number
  classNames: string[] | null
  training: Examples
  test: Examples
  /** Where it is from, and under which terms; empty where nobody said. */
  source: string
  licence: string
  /** ISO 8601, UTC. */
  createdAt: string
  /** How it was made, to be read later: kind of file, seed, share … */
  made: OwnRecord['made']
}

/** Begins the names of folders that are being written, or removed. */
export const UNFINISHED = 'unfinished-'

/** Where the own data sets of a library are. */
export const ownFolder = (libraryFolder: string): string => join(libraryFolder, OWN_FOLDER)

/**
 * Keeps a data set in the library, whole or not at all. One that is there already, by its content,
 * stays as it is, with its name; where its files were damaged, these take their place. It takes half
 * a second of reckoning for 60,000 pictures, so it is nothing for the main process.
 * @param libraryFolder holds the database
 * @param attempt names it for `removeAttempt`, should the process end meanwhile
 * @throws DownhillError 'invalid-input' for what is no data set, 'file-unwritable', 'store-full'.
 */
export async function storeOwnDataset(
  libraryFolder: string,
  dataset: NewDataset,
  attempt: string = randomUUID()
): Promise<DatasetInfo> {
  const { kind, name, classes, classNames, training, test, source, licence, createdAt } = dataset
  const draft: OwnRecord = {
    version: 1,
    kind,
    name,
    fingerprint: '0'.repeat(64),
    trainingCount: training.count,
    testCount: test.count,
    classes,
    classNames,
    source,
    licence,
    createdAt,
    made: dataset.made
  }
  refuseStrange(draft, { training, test })
  const contents = {
    training: toContents(training, toInfo(draft), 'training'),
    test: toContents(test, toInfo(draft), 'test')
  }
  const fingerprint = fingerprintOf([...contents.training, ...contents.test])
  const record: OwnRecord = { ...draft, fingerprint }
  const folder = ownFolder(libraryFolder)
  const known = await findSound(folder, ownId(fingerprint))
  if (known) return known
  const files: [name: string, bytes: Uint8Array][] = [
    [RECORD_FILE, new TextEncoder().encode(recordText(record))]
  ]
  for (const part of ['training', 'test'] as const) {
    for (const [index, file] of fileNames(kind, part).entries()) {
      // pictures come to a quarter; more effort makes them hardly smaller
      files.push([`${file}.gz`, await compress(contents[part][index], { level: 1 })])
    }
  }
  await writeFolder(folder, ownId(fingerprint), files, attempt)
  return toInfo(record)
}

/** @throws DownhillError 'dataset-missing', 'dataset-damaged', 'file-unwritable'. */
export async function renameOwnDataset(
  libraryFolder: string,
  id: string,
  name: string
): Promise<DatasetInfo> {
  const folder = ownFolder(libraryFolder)
  const record = { ...(await readRecord(folder, id)), name }
  const file = join(folder, id, RECORD_FILE)
  const unfinished = `${file}.${UNFINISHED}${randomUUID()}`
  await orUnwritable(file, async () => {
    try {
      await writeFlushed(unfinished, new TextEncoder().encode(recordText(record)))
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw error
    }
  })
  return toInfo(record)
}

/** Removes it for good. @throws DownhillError 'dataset-missing', 'file-unwritable'. */
export async function removeOwnDataset(libraryFolder: string, id: string): Promise<void> {
  const folder = ownFolder(libraryFolder)
  // a damaged one may go, too
  const names: string[] = await readdir(folder).catch(() => [])
  if (!isOwnId(id) || !names.includes(id)) throw missing(id)
  const leaving = join(folder, UNFINISHED + randomUUID())
  // in one step: half a data set would be a damaged one
  await orUnwritable(join(folder, id), () => rename(join(folder, id), leaving))
  await rm(leaving, { recursive: true, force: true }).catch(() => undefined)
}

/** Takes away what an attempt to store has left whose process has ended. */
export async function removeAttempt(libraryFolder: string, attempt: string): Promise<void> {
  const unfinished = join(ownFolder(libraryFolder), UNFINISHED + attempt)
  // what cannot be removed now goes with the next start
  await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
}

/** Takes away what an intake, a removal or a renaming that was broken off has left. */
export async function sweepUnfinished(libraryFolder: string): Promise<void> {
  const folder = ownFolder(libraryFolder)
  const sweep = (path: string): Promise<void> =>
    rm(path, { recursive: true, force: true }).catch(() => undefined)
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if (name.startsWith(UNFINISHED)) await sweep(path)
    if (!isOwnId(name)) continue
    const rests = (await readdir(path).catch(() => [])).filter((each) => each.includes(UNFINISHED))
    for (const rest of rests) await sweep(join(path, rest))
  }
}

async function findSound(folder: string, id: string): Promise<DatasetInfo | null> {
  return loadDataset(folder, id).then(
    ({ info }) => info,
    () => null
  )
}

function refuseStrange(record: OwnRecord, parts: Record<Part, Examples>): void {
  function refuse(problem: string): never {
    throw new DownhillError('invalid-input', `This is no data set: ${problem}.`)
  }
  try {
    recordText(record)
  } catch (error) {
    refuse(error instanceof Error ? error.message : String(error))
  }
  const { kind, inputSize, classes } = toInfo(record)
  for (const { count, inputs, answers } of Object.values(parts)) {
    if (inputs.length !== count * inputSize) refuse(`${count} examples of ${inputSize} values`)
    if (inputs instanceof Uint8Array !== (kind === 'pictures')) refuse('pictures are bytes')
    if ((answers.kind === 'values') !== (kind === 'curve')) refuse('a curve has values')
    const values = answers.kind === 'values' ? answers.targets : answers.labels
    if (values.length !== count) refuse(`${count} examples with ${values.length} answers`)
    if (kind !== 'curve' && values.some((label) => label >= classes)) refuse('a label too many')
    const hasOthers = [inputs, values].some(
      (numbers) =>
        numbers instanceof Float32Array && !numbers.every((value) => Number.isFinite(value))
    )
    if (hasOthers) refuse('something else than numbers')
  }
}

async function writeFolder(
  folder: string,
  id: string,
  files: readonly (readonly [name: string, bytes: Uint8Array])[],
  attempt: string
): Promise<void> {
  const unfinished = join(folder, UNFINISHED + attempt)
  const place = join(folder, id)
  await orUnwritable(place, async () => {
    try {
      await mkdir(unfinished, { recursive: true })
      for (const [name, bytes] of files) await writeFlushed(join(unfinished, name), bytes)
      await flushFolder(unfinished)
      // what is there is damaged, or `storeOwnDataset` had been content with it
      await rm(place, { recursive: true, force: true })
      await rename(unfinished, place)
      await flushFolder(folder)
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
      throw error
    }
  })
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Names are only safe on the disk when their folder is; Windows has no such call, and needs none. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

async function orUnwritable<Value>(file: string, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (reason.startsWith('ENOSPC')) {
      throw new DownhillError('store-full', `The disk is full: ${file} could not be written.`, {
        file
      })
    }
    throw new DownhillError('file-unwritable', `${file} cannot be written: ${reason}.`, {
      file,
      reason
    })
  }
}
