import { randomUUID } from 'node:crypto'
import { randomStream } from '../../src/shared/random'
import type { StoreApi } from '../../src/store/store-api'
import { drawCurves } from './curves'

/** Blocks of a cost curve that comes from elsewhere, at most. */
const MOST_IMPORTED_POINTS = 10_000

/** Takes in a copy of each run whose curve has as many points as a curve may have. */
export function importFineRuns(store: StoreApi, sources: readonly number[], seed: number): void {
  const runs = sources.map((runId, index) => {
    const { record, weights } = store.exportRun(runId)
    const { config, totalSteps } = record
    const random = randomStream(seed, 'noise', runId)
    const blockLength = Math.ceil(totalSteps / MOST_IMPORTED_POINTS)
    const options = {
      config,
      totalSteps,
      blockLength,
      endStep: totalSteps,
      diverges: false,
      random
    }
    const { points } = drawCurves(options)
    const name = `Fine curve ${index + 1}`
    const own = { uuid: randomUUID(), name, author: `Student ${index + 1}` }
    return { record: { ...record, ...own, points, blockLength }, weights }
  })
  store.importRuns(runs)
}
