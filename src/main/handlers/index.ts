import type { Handlers } from '../request'
import type { GetServices } from '../services'
import { appHandlers } from './app'
import { datasetHandlers } from './datasets'
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
  { files, library, intake }: { files: FileTools; library: LibraryTools; intake: IntakeTools }
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
    ...libraryHandlers(services, library)
  }
}
