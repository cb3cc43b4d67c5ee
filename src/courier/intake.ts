import { gather, type IncomingSet } from '../datasets/import/classes'
import { toPreview } from '../datasets/import/preview'
import { readIncomingSet } from '../datasets/import/read-set'
import { drawSplit, type Split } from '../datasets/import/split'
import { storeOwnDataset } from '../datasets/own-datasets'
import type { Examples } from '../engine/engine'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError, toPlainError } from '../shared/errors'
import type { IntakeOptions, IntakePreview } from '../shared/intake'
import type {
  IntakeMessage,
  IntakeQuestion,
  ReadIntake,
  StoreIntake
} from '../shared/intake-protocol'

export interface IntakeSurroundings {
  tell(message: IntakeMessage): void
  /** Milliseconds since 1970. */
  now(): number
}

/** Reads a data set from files, keeps it while a person looks at its preview, and stores it. */
export interface Intake {
  /** Never rejects: what goes wrong is the answer. */
  answer(question: IntakeQuestion): Promise<IntakeMessage>
}

interface Looked extends Pick<ReadIntake, 'kind' | 'paths'> {
  set: IncomingSet
  /** null: a test set came with the files. */
  split: Split | null
}

/** Between two pieces of news; in milliseconds. */
const NEWS_INTERVAL = 100
/** Of the names of files that are kept with the data set. */
const LONGEST_FILES = 500

export function createIntake({ tell, now }: IntakeSurroundings): Intake {
  let looked: Looked | null = null

  async function read(question: ReadIntake): Promise<IntakePreview> {
    const { id, kind, paths, options } = question
    const { testShare, seed } = options
    let toldAt = 0
    const set =
      lookedAlready(question) ??
      (await readIncomingSet(kind, paths, options, {
        onProgress(progress) {
          if (now() - toldAt < NEWS_INTERVAL) return
          toldAt = now()
          tell({ type: 'progress', id, ...progress })
        }
      }))
    const split = set.test ? null : drawSplit(set.training, testShare, seed)
    looked = { kind, paths, split, set: { ...set, options: { ...set.options, testShare, seed } } }
    return toPreview(looked.set, split)
  }

  /** What was read last, where nothing but the draw of the test set differs. */
  function lookedAlready({ kind, paths, options }: ReadIntake): IncomingSet | null {
    if (looked?.kind !== kind || looked.paths.join('\n') !== paths.join('\n')) return null
    const { testShare, seed } = options
    return isSame({ ...looked.set.options, testShare, seed }, options) ? looked.set : null
  }

  async function store({
    libraryFolder,
    attempt,
    name,
    source,
    licence
  }: StoreIntake): Promise<DatasetInfo> {
    if (!looked) throw new DownhillError('not-found', 'No data set is being taken in.')
    const { kind, set, split } = looked
    const dataset = {
      kind: set.kind,
      name,
      source,
      licence,
      classes: set.classes,
      classNames: set.classNames,
      ...parts(set, split),
      createdAt: new Date(now()).toISOString(),
      made: {
        from: kind,
        files: set.files.join(', ').slice(0, LONGEST_FILES),
        ...set.options,
        ranges: set.remarks.find(({ code }) => code === 'stretched')?.values.ranges ?? null
      }
    }
    return storeOwnDataset(libraryFolder, dataset, attempt)
  }

  return {
    async answer(question) {
      const { id } = question
      try {
        return question.type === 'intake-read'
          ? { type: 'preview', id, preview: await read(question) }
          : { type: 'stored', id, info: await store(question) }
      } catch (error) {
        return { type: 'failed', id, error: toPlainError(error) }
      }
    }
  }
}

function isSame(one: IntakeOptions, other: IntakeOptions): boolean {
  const fields = Object.keys(one) as (keyof IntakeOptions)[]
  return fields.every((field) => one[field] === other[field])
}

function parts(
  { training, test }: IncomingSet,
  split: Split | null
): { training: Examples; test: Examples } {
  if (split)
    return { training: gather(training, split.training), test: gather(training, split.test) }
  if (test) return { training, test }
  throw new DownhillError('internal', 'The data set has no test examples.')
}
