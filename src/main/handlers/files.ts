import type { BrowserWindow } from 'electron'
import { writeWhole } from '../../courier/write-whole'
import type { SavedFile, SavedKind, WeightFormat } from '../../shared/files'
import { BUNDLE, type FileDialogs, type FileKind } from '../file-dialogs'
import type { CourierProcess } from '../courier'
import type { TakeIn } from '../file-intake'
import type { Handlers } from '../request'
import type { GetServices } from '../services'

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
  services: GetServices
}

/**
 * Files in and out: where they are, the person says in the system's own dialogs; but first the library
 * must be open here, so that the courier never begins an empty one where it is missing.
 */
export function fileHandlers({
  dialogs,
  courier,
  takeIn,
  window,
  services
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
    'files.exportRuns': async ({ runIds, author, fileName }) => {
      await services()
      return save(fileName, BUNDLE, (file) =>
        courier.send({ type: 'export', runIds, author, file })
      )
    },
    'files.importRuns': async () => {
      await services()
      const paths = await dialogs.askForFiles(BUNDLE)
      return paths === null ? null : takeIn(paths)
    },
    'files.saveWeights': async ({ runId, checkpointId, format, fileName }) => {
      await services()
      return save(fileName, WEIGHTS[format], (file) =>
        courier.send({ type: 'save-weights', runId, checkpointId, format, file })
      )
    },
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
