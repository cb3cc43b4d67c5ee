import { join } from 'node:path'
import { app } from 'electron'

/** Where the parts of the built program lie, seen from out/main. */
const here = import.meta.dirname

export const PLACES = {
  page: join(here, '../renderer'),
  preload: join(here, '../preload/index.cjs'),
  storeWorker: join(here, 'store-worker.js'),
  trainer: join(here, 'trainer.js'),
  analyst: join(here, 'analyst.js'),
  courier: join(here, 'courier.js'),
  package: join(here, '../../package.json'),
  licences: join(here, '../licences/licences.json'),
  /** The window's icon, where the system does not take it from the program itself. */
  icon:
    app.isPackaged && process.platform === 'linux'
      ? join(process.resourcesPath, 'icon.png')
      : undefined,
  /** Holds a folder for each data set. */
  datasets: app.isPackaged ? process.resourcesPath : join(here, '../resources')
} as const
