import type { BrowserWindow } from 'electron'
import { writeWhole } from '../../courier/write-whole'
import type { SavedFile, SavedKind, WeightFormat } from '../../shared/files'
import { BUNDLE, type FileDialogs, type FileKind } from '../file-dialogs'
import type { CourierProcess } from '../courier'
import type { TakeIn } from '../file-intake'
import type { Handlers } from '../request'

type FileRequest = Extract<keyof Handlers, `files.${string}`>

const SAVED: Record<SavedKind, FileKind> = {
  csv: { name: 'Table (CSV)', ending: 'csv' },
  json: { name: 'JSON', ending: 'json' },
  svg: { name: 'Drawing (SVG)', ending: 'svg' },
  png: { name: 'Picture (PNG)', ending: 'png' }
}
const WEIGHTS: Record<WeightFormat, FileKind> = {
  npz: { name: 'NumPy arrays', ending: 'npz' },
  safetensors: { name: 'Safetensors', ending: 'safetensors' },
  onnx: { name: 'ONNX model', ending: 'onnx' },
  pytorch: { name: 'Python script, with its weights beside it', ending: 'py' }
}
const PDF: FileKind = { name: 'PDF', ending: 'pdf' }

export interface FileTools {
  dialogs: FileDialogs
  courier: CourierProcess
  takeIn: TakeIn
  window: BrowserWindow
}

/** Files in and out: where they are, the person says in the system's own dialogs. */
export function fileHandlers({
  dialogs,
  courier,
  takeIn,
  window
}: FileTools): Pick<Handlers, FileRequest> {
  /** Asks where to, and writes there; null where the person changed their mind. */
  async function save(
    fileName: string,
    kind: FileKind,
    write: (file: string) => Promise<SavedFile>
  ): Promise<SavedFile | null> {
    const file = await dialogs.askWhereTo(fileName, kind)
    return file === null ? null : write(file)
  }

  async function writeBytes(file: string, bytes: Uint8Array): Promise<SavedFile> {
    await writeWhole(file, bytes)
    return { path: file, size: bytes.length }
  }

  return {
    'files.exportRuns': ({ runIds, author, fileName }) =>
      save(fileName, BUNDLE, (file) => courier.send({ type: 'export', runIds, author, file })),
    'files.importRuns': async () => {
      const paths = await dialogs.askForFiles(BUNDLE)
      return paths === null ? null : takeIn(paths)
    },
    'files.saveWeights': ({ runId, checkpointId, format, fileName }) =>
      save(fileName, WEIGHTS[format], (file) =>
        courier.send({ type: 'save-weights', runId, checkpointId, format, file })
      ),
    'files.save': ({ kind, fileName, bytes }) =>
      save(fileName, SAVED[kind], (file) => writeBytes(file, bytes)),
    'files.savePdf': ({ fileName }) =>
      save(fileName, PDF, async (file) => {
        const pdf = await window.webContents.printToPDF({
          pageSize: 'A4',
          preferCSSPageSize: true,
          printBackground: true
        })
        return writeBytes(file, pdf)
      })
  }
}
