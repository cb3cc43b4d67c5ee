import { availableParallelism } from 'node:os'
import type { EventName, Events } from '../shared/contract'
import type { LiveRun } from '../shared/run-requests'
import type { DatasetInfo } from '../shared/dataset'
import { DownhillError, toPlainError, type PlainError } from '../shared/errors'
import type { CheckpointPolicy, RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { Pace } from '../shared/trainer-protocol'
import type { SweepSummary } from '../shared/sweep'
import { createLeaseOwner } from '../store/lease-owner'
import type { AsyncStore, Lease, NewFork } from '../store/store-api'
import { systemClock, type Clock } from './clock'
import { watchForeignRuns } from './foreign-runs'
import { gather } from './gather'
import { keepLeases, leaseUntil } from './lease-keeper'
import type { LiveWeights } from './live-view'
import { createPlaces } from './places'
import type { TrainerPort } from './process-port'
import { createEndingWriter } from './ending-writer'
import { expectDataset, planRun, planRuns } from './run-plan'
import { createSupervisedRun, type SupervisedRun } from './supervised-run'
import { createTrainerPool } from './trainer-pool'

export interface SupervisorOptions {
  store: AsyncStore
  /** Starts a training process (the built src/trainer). */
  spawnTrainer(): TrainerPort
  /** The folder that holds a folder for this data set. */
  datasetFolder(id: string): string
  /** @throws DownhillError 'dataset-missing', 'dataset-damaged'. */
  findDataset(id: string): Promise<DatasetInfo>
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void
  /** Hears what went wrong with a run, for the log: the run itself carries it where it could be stored. */
  report(problem: PlainError): void
  /** How many runs may train at once; paused ones do not count. */
  places?: number
  /** Keeps a process started ahead, so that training begins at once. */
  keepSpare?: boolean
  /** The name under which this program holds its runs (store/lease-owner.ts). */
  owner?: string
  clock?: Clock
}

export interface NewTraining {
  config: RunConfig
  name?: string
  pace: Pace
  /** Starts paused, for single steps. */
  paused?: boolean
}

/** The runs under way in this program. Each method rejects with a DownhillError. */
export interface Supervisor {
  start(training: NewTraining): Promise<RunSummary>
  /** Goes on with a stopped or interrupted run, from its last sound checkpoint. */
  resume(runId: number, pace: Pace): Promise<RunSummary>
  /** Trains a new run from a checkpoint of another on, with another learning rate. */
  fork(fork: NewFork, pace: Pace): Promise<RunSummary>
  /** The commands reject with 'not-running' for a run that is not under way here. */
  pause(runId: number): Promise<void>
  continue(runId: number): Promise<void>
  /** One step of a paused run. */
  step(runId: number): Promise<void>
  /** Resolves when the run has ended, and its last state is stored. */
  stop(runId: number): Promise<void>
  setPace(runId: number, pace: Pace): void
  /** Another learning rate from the next step on. */
  setRate(runId: number, learningRate: number): void
  /** Which weights a run keeps: at once where it is under way here, else when it goes on. */
  setCheckpointPolicy(runId: number, policy: CheckpointPolicy): Promise<RunSummary>
  /** Queues a run for each of the settings, in their order. */
  startSweep(name: string, configs: readonly RunConfig[]): Promise<SweepSummary>
  /** Stops the runs of a sweep, those first that only wait. Rejects with 'not-running' where none is left. */
  stopSweep(sweepId: number): Promise<void>
  /** Where each run under way stands. */
  live(): LiveRun[]
  /** The weights of the last batch; undefined when the run is not under way, or has told nothing yet. */
  liveWeights(runId: number): LiveWeights | undefined
  /** Resolves when the run is no longer under way here. */
  whenEnded(runId: number): Promise<void>
  /** Stops every run cleanly, in bounded time; they can be resumed. */
  shutdown(): Promise<void>
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { store, report, clock = systemClock, owner = createLeaseOwner() } = options
  const runs = new Map<number, SupervisedRun>()
  const count = options.places ?? Math.max(1, availableParallelism() - 1)
  const places = createPlaces(count, (runId) => runs.get(runId)?.granted())
  const pool = createTrainerPool({ spawn: options.spawnTrainer, clock, kept: count })
  const finish = createEndingWriter(store, owner)
  const tellChanged = gather<number>((runIds) => {
    options.emit('runs.changed', { runIds: [...new Set(runIds)] })
  })
  let closing = false

  const leases = keepLeases({
    store,
    owner,
    clock,
    report,
    held: () => [...runs.keys()],
    onLost: (runId) => runs.get(runId)?.lose(),
    onLate: (runIds) => runIds.forEach(tellChanged)
  })
  const lease = (): Lease => leaseUntil(owner, clock)
  const foreignRuns = watchForeignRuns({
    store,
    clock,
    report,
    owner,
    onChanged: (runIds) => options.emit('runs.changed', { runIds })
  })

  function prepareSpare(): void {
    if (!options.keepSpare || closing) return
    try {
      pool.prepare()
    } catch (error) {
      // a run starts its own process, and tells why it cannot
      report(toPlainError(error))
    }
  }

  function takeInHand(run: RunSummary, isNew: boolean, pace: Pace): SupervisedRun {
    const supervised = createSupervisedRun({
      run,
      isNew,
      pace,
      owner,
      store,
      clock,
      places,
      pool,
      finish,
      report,
      tellChanged,
      tellProgress: (progress) => options.emit('training.progress', progress),
      datasetFolder: options.datasetFolder(run.config.dataset),
      onEnded: () => {
        runs.delete(run.id)
        if (runs.size === 0) prepareSpare()
      }
    })
    runs.set(run.id, supervised)
    return supervised
  }

  /** Resolves when each run has got a place, or waits for one. */
  async function begin(claimed: readonly SupervisedRun[], paused: boolean): Promise<void> {
    // the program was closed while the runs were being claimed
    if (closing) await stopAll(claimed, 'interrupted')
    refuseWhenClosing()
    await Promise.all(claimed.map((run) => run.begin(paused)))
  }

  async function stopAll(
    stopped: readonly SupervisedRun[],
    as: 'stopped' | 'interrupted'
  ): Promise<void> {
    // those that wait leave the queue before a process has ended and made room for the next
    await Promise.all(stopped.map((run) => run.stop(as)))
  }

  /** With a run that something is stored of. */
  async function goOn(run: RunSummary, pace: Pace): Promise<RunSummary> {
    await begin([takeInHand(run, false, pace)], false)
    return store.runSummary(run.id)
  }

  function underWay(runId: number): SupervisedRun {
    const run = runs.get(runId)
    if (run === undefined) {
      throw new DownhillError('not-running', `Run ${runId} is not under way.`, { runId })
    }
    return run
  }

  function refuseWhenClosing(): void {
    if (closing) throw new DownhillError('not-running', 'Downhill is closing.')
  }

  prepareSpare()
  return {
    start: async ({ config, name, pace, paused = false }) => {
      refuseWhenClosing()
      const plan = planRun(config, await options.findDataset(config.dataset), name)
      const run = await store.createRun(plan, lease())
      await begin([takeInHand(run, true, pace)], paused)
      return store.runSummary(run.id)
    },

    resume: async (runId, pace) => {
      refuseWhenClosing()
      // also where its lease expired while the computer slept
      if (runs.has(runId)) {
        throw new DownhillError('already-running', `Run ${runId} is already under way.`, { runId })
      }
      await expectDataset(await store.runSummary(runId), options.findDataset)
      return goOn(await store.claim(runId, lease()), pace)
    },

    fork: async (fork, pace) => {
      refuseWhenClosing()
      await expectDataset(await store.runSummary(fork.runId), options.findDataset)
      return goOn(await store.forkRun(fork, lease()), pace)
    },

    pause: async (runId) => underWay(runId).pause(),
    continue: async (runId) => underWay(runId).continue(),
    step: async (runId) => underWay(runId).step(),
    stop: async (runId) => underWay(runId).stop('stopped'),
    setPace: (runId, pace) => underWay(runId).setPace(pace),
    setRate: (runId, learningRate) => underWay(runId).setRate(learningRate),

    setCheckpointPolicy: async (runId, policy) => {
      const run = await store.setCheckpointPolicy(runId, policy)
      runs.get(runId)?.setCheckpointPolicy(policy)
      return run
    },

    startSweep: async (name, configs) => {
      refuseWhenClosing()
      const plans = await planRuns(configs, options.findDataset)
      const sweep = await store.createSweep({ name, runs: plans }, lease())
      const queued = await store.runSummaries(sweep.runIds)
      const claimed = queued.map((run) => takeInHand(run, true, null))
      await begin(claimed, false)
      return sweep
    },

    stopSweep: async (sweepId) => {
      const ofSweep = [...runs.values()].filter((run) => run.sweepId === sweepId)
      if (ofSweep.length === 0) {
        throw new DownhillError('not-running', `No run of sweep ${sweepId} is under way.`, {
          sweepId
        })
      }
      await stopAll(ofSweep, 'stopped')
    },

    live: () => [...runs].map(([runId, run]) => ({ runId, live: run.live() })),
    liveWeights: (runId) => runs.get(runId)?.weights(),
    whenEnded: async (runId) => runs.get(runId)?.ended,

    shutdown: async () => {
      closing = true
      await stopAll([...runs.values()], 'interrupted')
      leases.end()
      foreignRuns.end()
      pool.close()
    }
  }
}
