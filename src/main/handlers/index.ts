import type { Handlers } from '../request'
import type { GetServices } from '../services'
import type { Backups } from '../backups'
import { appHandlers } from './app'
import { backupHandlers } from './backups'
import { datasetHandlers } from './datasets'
import { diagnosticsHandlers } from './diagnostics'
import { doubtHandlers } from './doubt'
import { drawingHandlers } from './drawings'
import { fileHandlers, type FileTools } from './files'
import { intakeHandlers, type IntakeTools } from './intake'
import { landscapeHandlers } from './landscape'
import { libraryHandlers, type LibraryTools } from './library'
import { networkHandlers } from './network'
import { runHandlers } from './runs'
import { studyHandlers } from './study'
import { sweepHandlers } from './sweeps'
import { trainingHandlers } from './training'

/** All requests of the contract, answered feature by feature. */
export function createHandlers(
  services: GetServices,
  {
    files,
    library,
    intake,
    backups
  }: { files: FileTools; library: LibraryTools; intake: IntakeTools; backups: Backups }
): Handlers {
  return {
    ...appHandlers(services, library.place.folder),
    ...datasetHandlers(services, library.place.folder),
    ...runHandlers(services),
    ...sweepHandlers(services),
    ...trainingHandlers(services),
    ...networkHandlers(services),
    ...drawingHandlers(services, files),
    ...studyHandlers(services),
    ...doubtHandlers(services),
    ...landscapeHandlers(services),
    ...intakeHandlers(services, intake),
    ...fileHandlers(files),
    ...libraryHandlers(services, library),
    ...backupHandlers(services, { ...library, backups }),
    ...diagnosticsHandlers(services, { ...library, backups, dialogs: files.dialogs })
  }
}
