import { MNIST } from '../../src/datasets/catalogue'
import { randomStream } from '../../src/shared/random'
import { openDatabase } from '../../src/store/connection'
import { createStoreServer } from '../../src/store/server'
import type { Lease, NewRun, StoreApi } from '../../src/store/store-api'
import { planRun } from '../../src/supervisor/run-plan'
import { drawCurves } from './curves'
import { importFineRuns } from './imports'
import { planLibrary, type LibraryOptions, type PlannedPart, type PlannedRun } from './plan'
import { makeCheckpoints } from './weights'

export interface FillOptions extends LibraryOptions {
  /** The database; it must not be there yet. */
  file: string
  /** So many of the last runs keep all the weights that the default policy keeps. */
  withWeights: number
  /** Besides the others, so many imported runs with curves of 10,000 points. */
  fine: number
  progress(done: number): void
}

/** What came to be stored. */
export interface Filled {
  runs: number
  points: number
  epochs: number
  checkpoints: number
  /** Of the weights and of what the optimisers remember. */
  checkpointBytes: number
}

/** Runs in one transaction. */
const TOGETHER = 500
const OWNER = 'a4b1c3de-0f5a-4c55-9f0e-6f0d1f5c7a11'
const LEASE_TIME = 10_000
/** Of the blocks of a cost curve (shared/run.ts). */
const MOST_POINTS = 2000
/** Besides the others, so many were deleted, here and there, and lie in the bin. */
const DELETED = 40

/**
 * Fills a new library through the store itself, so that there is no second idea of what a library
 * looks like: every run is created, gets one batch with all that a process would have told, and ends.
 * The same seed and end make the same library, but for the uuids of its runs.
 */
export function fillLibrary(options: FillOptions): Filled {
  const { database } = openDatabase(options.file)
  // whoever loses power while filling fills again
  database.pragma('synchronous = OFF')
  const clock = { time: options.end }
  const store = createStoreServer({ database, now: () => clock.time })
  const filling = new Filling(store, clock, options)
  const inOneGo = (action: () => void): void => database.transaction(action)()

  for (const part of inPortions(planLibrary({ ...options, runs: options.runs + DELETED }))) {
    inOneGo(() => filling.add(part))
    options.progress(filling.filled.runs)
  }
  clock.time = options.end
  inOneGo(() => {
    const { whole, ids } = filling
    const each = Math.floor(ids.length / DELETED)
    store.deleteRuns(ids.filter((_, index) => index % each === each - 1).slice(0, DELETED))
    const sources = whole.filter((runId) => store.runSummaries([runId]).length > 0)
    importFineRuns(store, sources.slice(0, options.fine), options.seed)
    if (sources.length > 0) store.setBaseline(sources[0])
  })
  database.close()
  return filling.filled
}

/** Sweeps whole, other runs a few hundred at a time. */
function inPortions(parts: readonly PlannedPart[]): PlannedPart[] {
  return parts.flatMap((part) => {
    if (part.sweep !== null) return [part]
    const count = Math.ceil(part.runs.length / TOGETHER)
    return Array.from({ length: count }, (_, index) => ({
      sweep: null,
      runs: part.runs.slice(index * TOGETHER, (index + 1) * TOGETHER)
    }))
  })
}

class Filling {
  readonly filled: Filled = { runs: 0, points: 0, epochs: 0, checkpoints: 0, checkpointBytes: 0 }
  readonly ids: number[] = []
  /** Finished runs over all examples in small batches: those with the longest curves. */
  readonly whole: number[] = []

  constructor(
    private readonly store: StoreApi,
    private readonly clock: { time: number },
    private readonly options: FillOptions
  ) {}

  add({ sweep, runs }: PlannedPart): void {
    const { store, clock } = this
    const created = runs.map(({ config, name }) => planRun(config, MNIST, name))
    clock.time = runs[0].createdAt
    if (sweep !== null) {
      const { runIds } = store.createSweep({ name: sweep, runs: created }, this.lease())
      runIds.forEach((runId, index) => this.train(runId, created[index], runs[index]))
      return
    }
    runs.forEach((planned, index) => {
      clock.time = planned.createdAt
      const { id } = store.createRun(created[index], this.lease())
      this.train(id, created[index], planned)
    })
  }

  private lease(): Lease {
    return { owner: OWNER, expiresAt: this.clock.time + LEASE_TIME }
  }

  private train(runId: number, { config, layers, totalSteps }: NewRun, planned: PlannedRun): void {
    const { store, options, filled } = this
    const random = randomStream(options.seed, 'noise', runId)
    const { outcome } = planned
    const share = outcome === 'finished' ? 1 : 0.2 + 0.7 * random.uniform()
    const endStep = Math.round(share * totalSteps)
    const { blockLength } = store.runSummary(runId)
    const diverges = outcome === 'diverged'
    const curves = drawCurves({ config, totalSteps, blockLength, endStep, diverges, random })
    const kept = filled.runs >= options.runs + DELETED - options.withWeights ? 'policy' : 'ends'
    const checkpoints = makeCheckpoints({ config, layers, epochs: curves.epochs, kept, random })
    const last = curves.epochs[curves.epochs.length - 1]
    const { epoch, learningRate, engineSeconds, trainingCost, trainingAccuracy } = last
    store.applyBatch(runId, OWNER, {
      ...curves,
      checkpoints,
      rateChanges: [],
      live: { step: endStep, epoch, paused: false, stepsPerSecond: 0, learningRate, engineSeconds }
    })
    const isFinished = outcome === 'finished'
    const finalTraining =
      isFinished && trainingAccuracy !== null ? { trainingCost, trainingAccuracy } : null
    store.finish(OWNER, [{ runId, status: outcome, finalTraining }])
    if (planned.note !== '') store.annotate(runId, planned.note)
    if (planned.tags.length > 0) store.tagRuns([runId], planned.tags, [])

    this.ids.push(runId)
    if (isFinished && curves.points.length === MOST_POINTS) this.whole.push(runId)
    filled.runs++
    filled.points += curves.points.length
    filled.epochs += curves.epochs.length
    // what is kept for two reasons is stored once
    const stored = new Map(checkpoints.map((checkpoint) => [checkpoint.step, checkpoint]))
    filled.checkpoints += stored.size
    for (const { parameters, optimiserState } of stored.values()) {
      filled.checkpointBytes += parameters.length + (optimiserState?.length ?? 0)
    }
  }
}
