import { shallowReactive } from 'vue'
import type { RunSummary } from '../../shared/run'
import type { RunConfig } from '../../shared/run-config'
import type { LiveState, Pace } from '../../shared/trainer-protocol'
import { request } from '../api'
import { onTrainingNews } from './training-news'

/** Where each run under way stands, as its last news told. */
const liveStates = shallowReactive(new Map<number, LiveState>())
/** The pace last asked for, for the slider; runs not in it go flat out. */
const paces = shallowReactive(new Map<number, Pace>())

let started = false

function start(): void {
  if (started) return
  started = true
  onTrainingNews(({ runId, live }) => liveStates.set(runId, live))
  void readLive()
}

async function readLive(): Promise<void> {
  try {
    for (const { runId, live } of await request('training.live')) {
      // news that came meanwhile are newer than this answer
      if (!liveStates.has(runId)) liveStates.set(runId, live)
    }
  } catch {
    // the list of runs reports a store that cannot be read; without live states it is only less fresh
  }
}

export interface Training {
  liveStates: ReadonlyMap<number, LiveState>
  paces: ReadonlyMap<number, Pace>
  start: (
    config: RunConfig,
    options?: { name?: string; pace?: Pace; paused?: boolean }
  ) => Promise<RunSummary>
  /** Goes on from the last checkpoint. */
  resume: (runId: number, pace?: Pace) => Promise<RunSummary>
  pause: (runId: number) => Promise<null>
  goOn: (runId: number) => Promise<null>
  /** One step, then pause again. */
  step: (runId: number) => Promise<null>
  /** Ends the run and keeps what it reached. */
  stop: (runId: number) => Promise<null>
  setPace: (runId: number, pace: Pace) => Promise<null>
  /** Another learning rate from the next step on; it is stored with the run. */
  setRate: (runId: number, learningRate: number) => Promise<null>
}

/** Commands to the training processes, and where they stand. Every command may throw DownhillError. */
export function useTraining(): Training {
  start()
  return {
    liveStates,
    paces,
    async start(config, { name, pace = null, paused } = {}) {
      const run = await request('runs.start', { config, name, pace, paused })
      paces.set(run.id, pace)
      return run
    },
    async resume(runId, pace = null) {
      const run = await request('runs.resume', { runId, pace })
      paces.set(runId, pace)
      return run
    },
    pause: (runId) => request('training.pause', { runId }),
    goOn: (runId) => request('training.continue', { runId }),
    step: (runId) => request('training.step', { runId }),
    stop: (runId) => request('training.stop', { runId }),
    setPace(runId, pace) {
      paces.set(runId, pace)
      return request('training.setPace', { runId, pace })
    },
    setRate: (runId, learningRate) => request('training.setRate', { runId, learningRate })
  }
}
