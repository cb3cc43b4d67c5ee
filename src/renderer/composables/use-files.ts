import { ref, shallowRef, type Ref } from 'vue'
import type { Events, RequestInput } from '../../shared/contract'
import { DownhillError } from '../../shared/errors'
import {
  toFileName,
  type ImportedFile,
  type SavedFile,
  type WeightFormat
} from '../../shared/files'
import type { RunSummary } from '../../shared/run'
import { importDroppedFiles, request, subscribe } from '../api'

/** Something to be written where the person says; `fileName` is suggested, and may be any text. */
export type FileToSave = RequestInput<'files.save'>
export type WeightsToSave = RequestInput<'files.saveWeights'>

/** At most this many runs go into one file. */
const MOST_EXPORTED = 1000

/** Runs that are about to be exported: a dialog asks for the name of the file and of the author. */
const toExport = shallowRef<readonly RunSummary[]>([])
const busy = ref(false)
const progress = shallowRef<Events['files.progress'] | null>(null)
const saved = shallowRef<SavedFile | null>(null)
const failure = shallowRef<unknown>(null)
const report = shallowRef<readonly ImportedFile[] | null>(null)

/** Does one thing with files; what goes wrong is kept to be shown, and null returned. */
async function attempt<Value>(work: () => Promise<Value>): Promise<Value | null> {
  busy.value = true
  saved.value = null
  failure.value = null
  try {
    return await work()
  } catch (error) {
    failure.value = error
    return null
  } finally {
    busy.value = false
    progress.value = null
  }
}

async function write(work: () => Promise<SavedFile | null>): Promise<SavedFile | null> {
  const written = await attempt(work)
  saved.value = written
  return written
}

function exportRuns(runs: readonly RunSummary[]): void {
  failure.value = null
  if (runs.length <= MOST_EXPORTED) {
    toExport.value = runs
    return
  }
  // a file with some of them, taken for one with all, would be trusted
  const reason = `one file holds at most ${MOST_EXPORTED}, and these are ${runs.length}`
  failure.value = new DownhillError(
    'not-exportable',
    `These runs cannot be passed on: ${reason}.`,
    {
      reason
    }
  )
}

async function writeExport(fileName: string, author: string | null): Promise<SavedFile | null> {
  const runIds = toExport.value.map(({ id }) => id)
  toExport.value = []
  return write(() =>
    request('files.exportRuns', { runIds, author, fileName: toFileName(fileName) })
  )
}

async function writeLastWeights(
  runId: number,
  format: WeightFormat,
  fileName: string
): Promise<SavedFile | null> {
  toExport.value = []
  return write(async () => {
    const { checkpoints } = await request('runs.detail', { runId })
    const last = checkpoints.at(-1)
    if (!last) throw new DownhillError('not-found', `Run ${runId} has no stored weights yet.`)
    const weights = { runId, checkpointId: last.id, format }
    return request('files.saveWeights', { ...weights, fileName: toFileName(fileName) })
  })
}

async function importRuns(): Promise<void> {
  report.value = await attempt(() => request('files.importRuns'))
}

async function importDropped(files: readonly File[]): Promise<void> {
  report.value = await attempt(() => importDroppedFiles(files))
}

let started = false

/** What comes in by a double-click on a file, and how far a long export or import has come. */
function start(): void {
  if (started) return
  started = true
  subscribe('files.imported', ({ files }) => {
    report.value = files
  })
  subscribe('files.progress', (news) => {
    if (busy.value) progress.value = news
  })
}

export interface Files {
  /** Asks for the name of the file and of the author, then writes the runs as one .downhill file. */
  exportRuns: (runs: readonly RunSummary[]) => void
  /** Asks for .downhill files; what came in is told in a report. */
  importRuns: () => Promise<void>
  /** The same with files that were dropped on the window. */
  importDropped: (files: readonly File[]) => Promise<void>
  /** Each asks where to, and tells where the file is; null: nothing was written. */
  save: (file: FileToSave) => Promise<SavedFile | null>
  saveWeights: (weights: WeightsToSave) => Promise<SavedFile | null>
  /** The page as it is shown now. */
  savePdf: (fileName: string) => Promise<SavedFile | null>

  toExport: Ref<readonly RunSummary[]>
  writeExport: (fileName: string, author: string | null) => Promise<SavedFile | null>
  /** Of the run's last checkpoint. */
  writeLastWeights: (
    runId: number,
    format: WeightFormat,
    fileName: string
  ) => Promise<SavedFile | null>
  /** A file is being written or read, or the person is choosing one. */
  busy: Readonly<Ref<boolean>>
  progress: Readonly<Ref<Events['files.progress'] | null>>
  /** The file written last, until it was seen. */
  saved: Ref<SavedFile | null>
  /** Why the last file could not be written or read. */
  failure: Ref<unknown>
  /** What came in last, until it was seen. */
  report: Ref<readonly ImportedFile[] | null>
}

/** Files in and out; one desk for the whole window (components/files/FileDesk.vue shows it). */
export function useFiles(): Files {
  start()
  return {
    exportRuns,
    importRuns,
    importDropped,
    save: (file) =>
      write(() => request('files.save', { ...file, fileName: toFileName(file.fileName) })),
    saveWeights: (weights) =>
      write(() =>
        request('files.saveWeights', { ...weights, fileName: toFileName(weights.fileName) })
      ),
    savePdf: (fileName) =>
      write(() => request('files.savePdf', { fileName: toFileName(fileName) })),
    toExport,
    writeExport,
    writeLastWeights,
    busy,
    progress,
    saved,
    failure,
    report
  }
}
