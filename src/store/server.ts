import { createDeletedStore } from './deleted-store'
import { createDrawingStore } from './drawing-store'
import { createElsewhereStore } from './elsewhere-store'
import { createForkStore } from './fork-store'
import { createLabelStore } from './label-store'
import { createLeaseStore } from './lease-store'
import { createCopyStore } from './library-copy'
import { createLibraryStore } from './library-store'
import { createPackedStore } from './packed-store'
import { createProgressStore } from './progress-store'
import { createRunStore } from './run-store'
import { createSweepStore } from './sweep-store'
import type { StoreApi } from './store-api'
import { createTransferStore } from './transfer-store'
import type { StoreContext } from './transactions'
import { createWeightsStore } from './weights-store'

/** The store itself, synchronous, over an open database. The worker thread runs it. */
export function createStoreServer(context: StoreContext): StoreApi {
  return {
    ...createRunStore(context),
    ...createForkStore(context),
    ...createLabelStore(context),
    ...createDeletedStore(context),
    ...createSweepStore(context),
    ...createElsewhereStore(context),
    ...createPackedStore(context),
    ...createLeaseStore(context),
    ...createProgressStore(context),
    ...createWeightsStore(context),
    ...createLibraryStore(context),
    ...createCopyStore(context),
    ...createTransferStore(context),
    ...createDrawingStore(context)
  }
}
