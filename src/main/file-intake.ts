import { once } from 'node:events'
import { app, type WebContents } from 'electron'
import type { ImportedFile } from '../shared/files'
import type { CourierProcess } from './courier'
import { bundlesIn } from './file-names'
import { handedOver } from './handover'
import type { GetServices } from './services'

/** Takes in the runs of .downhill files, and tells the window of the runs. */
export type TakeIn = (paths: string[]) => Promise<ImportedFile[]>

export function createIntake(services: GetServices, courier: CourierProcess): TakeIn {
  return async (paths) => {
    // first, so that it is told here where the runs cannot be opened
    const { tellChanged } = await services()
    const files = await courier.send({ type: 'import', paths })
    const runIds = files.flatMap(({ runs }) => runs.map(({ runId }) => runId))
    if (runIds.length > 0) tellChanged(runIds)
    return files
  }
}

/** Files that a person opens with Downhill, by a double-click for example. */
export interface OpenedFiles {
  /** Hands over those of the start, and all that are opened from now on. */
  deliver(receive: (paths: string[]) => void): void
}

/** To be called before the app is ready: a Mac tells early of the file that it was started with. */
export function collectOpenedFiles(): OpenedFiles {
  let early = filesOfThisStart()
  let receive = (paths: string[]): void => {
    early = [...early, ...paths]
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    receive([path])
  })
  app.on('second-instance', (_event, _words, _folder, data) => {
    const paths = handedOver(data)
    if (paths.length > 0) receive(paths)
  })
  return {
    deliver(listener) {
      receive = listener
      if (early.length > 0) listener(early)
    }
  }
}

export function filesOfThisStart(): string[] {
  return bundlesIn(process.argv.slice(1), process.cwd())
}

/** Takes in files that were opened from outside, and tells the page once it is there to hear it. */
export async function takeInOpened(
  paths: string[],
  takeIn: TakeIn,
  page: WebContents,
  tell: (files: ImportedFile[]) => void
): Promise<void> {
  const files = await takeIn(paths)
  if (page.isLoadingMainFrame()) await once(page, 'did-finish-load')
  tell(files)
}
