import { dirname, join } from 'node:path'
import { app, dialog, type BrowserWindow } from 'electron'
import { DownhillError } from '../shared/errors'
import { toFileName } from '../shared/files'
import type { IntakeKind } from '../shared/intake'
import { withEnding } from './file-names'

/** A kind of file, as the system's dialogs name it. */
export interface FileKind {
  name: string
  /** Without the dot. */
  ending: string
}

/** IDX files end in anything; Windows and Linux choose either files or a folder. */
const DATASETS: Record<IntakeKind, Omit<Electron.OpenDialogOptions, 'defaultPath'>> = {
  idx: {
    title: 'Open: IDX files, pictures and labels',
    properties: ['openFile', 'multiSelections']
  },
  csv: {
    title: 'Open: tables (CSV)',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Tables', extensions: ['csv', 'tsv', 'txt', 'gz'] },
      { name: 'All files', extensions: ['*'] }
    ]
  },
  folder: {
    title: 'Open: a folder with one folder of pictures a class',
    properties: ['openDirectory']
  }
}

export const BUNDLE: FileKind = { name: 'Downhill runs', ending: 'downhill' }

/** The system's own dialogs: the only way by which a path comes into the program from its window. */
export interface FileDialogs {
  /** The whole path, with its ending; null where the person changed their mind. */
  askWhereTo(fileName: string, kind: FileKind): Promise<string | null>
  /** Files that are there. */
  askForFiles(kind: FileKind): Promise<string[] | null>
  /** Files of a data set, or the folder of one. */
  askForDataset(kind: IntakeKind): Promise<string[] | null>
}

export function createFileDialogs(window: BrowserWindow): FileDialogs {
  /** Where a person saved last, they are likely to save next. */
  let folder: string | undefined
  let isAsking = false

  /** One dialog at a time: no page, however it misbehaves, buries the screen in them. */
  async function ask<Answer>(open: () => Promise<Answer>): Promise<Answer> {
    if (isAsking) throw new DownhillError('invalid-input', 'A file is being chosen already')
    isAsking = true
    try {
      return await open()
    } finally {
      isAsking = false
    }
  }

  const filters = ({ name, ending }: FileKind): Electron.FileFilter[] => [
    { name, extensions: [ending] }
  ]
  const begin = (): string => folder ?? app.getPath('documents')

  return {
    async askWhereTo(fileName, kind) {
      const defaultPath = join(begin(), `${toFileName(fileName)}.${kind.ending}`)
      const { canceled, filePath } = await ask(() =>
        dialog.showSaveDialog(window, {
          title: `Save: ${kind.name}`,
          defaultPath,
          filters: filters(kind),
          properties: ['createDirectory', 'showOverwriteConfirmation']
        })
      )
      if (canceled || filePath === '') return null
      folder = dirname(filePath)
      return withEnding(filePath, kind.ending)
    },

    async askForFiles(kind) {
      const { canceled, filePaths } = await ask(() =>
        dialog.showOpenDialog(window, {
          title: `Open: ${kind.name}`,
          defaultPath: begin(),
          filters: filters(kind),
          properties: ['openFile', 'multiSelections']
        })
      )
      if (canceled || filePaths.length === 0) return null
      folder = dirname(filePaths[0])
      return filePaths
    },

    async askForDataset(kind) {
      const { canceled, filePaths } = await ask(() =>
        dialog.showOpenDialog(window, { ...DATASETS[kind], defaultPath: begin() })
      )
      if (canceled || filePaths.length === 0) return null
      folder = dirname(filePaths[0])
      return filePaths
    }
  }
}
