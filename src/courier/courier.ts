import { dirname } from 'node:path'
import { toPlainError } from '../shared/errors'
import type {
  BackupQuestion,
  CourierAnswer,
  CourierMessage,
  CourierQuestion
} from '../shared/courier-protocol'
import type { Store } from '../store/store-api'
import { answerBackup, isBackupQuestion } from './backups'
import type { CourierTools } from './courier-tools'
import { exportDrawings, importDrawings } from './drawings'
import { makeDrawingsDataset } from './drawings-dataset'
import { exportRuns } from './export-runs'
import { importFiles } from './import-runs'
import { saveWeights } from './save-weights'

export interface CourierSurroundings extends Omit<
  CourierTools,
  'store' | 'findDataset' | 'onProgress'
> {
  openLibrary(file: string): Promise<Store>
  /** The folder of the data sets that come with the program. */
  builtIn: string
  /** In the library with this database. */
  findDataset(file: string, id: string): ReturnType<CourierTools['findDataset']>
  tell(message: Extract<CourierMessage, { type: 'progress' }>): void
}

/** Carries runs and weights between the library and files. */
export interface Courier {
  /** Never rejects: what goes wrong is the answer. */
  answer(question: CourierQuestion): Promise<CourierMessage>
}

export function createCourier({
  openLibrary,
  builtIn,
  findDataset,
  tell,
  ...surroundings
}: CourierSurroundings): Courier {
  function carryOut(
    question: Exclude<CourierQuestion, BackupQuestion>,
    tools: CourierTools
  ): Promise<CourierAnswer> {
    switch (question.type) {
      case 'export':
        return exportRuns(question, tools)
      case 'import':
        return importFiles(question.paths, tools)
      case 'save-weights':
        return saveWeights(question, tools)
      case 'export-drawings':
        return exportDrawings(question, tools)
      case 'import-drawings':
        return importDrawings(question.paths, tools)
      case 'make-drawings-dataset':
        return makeDrawingsDataset(question, tools, { builtIn, library: dirname(question.library) })
    }
  }

  return {
    async answer(question) {
      const { id, library } = question
      let store: Store | undefined
      try {
        const onProgress = (done: number, of: number): void =>
          tell({ type: 'progress', id, done, of })
        if (isBackupQuestion(question)) {
          return { type: 'answer', id, value: await answerBackup(question, onProgress) }
        }
        // for one piece of work only: nothing is open when the library is moved, or this process ended
        store = await openLibrary(library)
        const tools: CourierTools = {
          ...surroundings,
          store,
          findDataset: (dataset) => findDataset(library, dataset),
          onProgress
        }
        return { type: 'answer', id, value: await carryOut(question, tools) }
      } catch (error) {
        return { type: 'failed', id, error: toPlainError(error) }
      } finally {
        await store?.close()
      }
    }
  }
}
