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
  /** Holds a folder for each data set. */
  datasets: app.isPackaged ? process.resourcesPath : join(here, '../resources')
} as const
