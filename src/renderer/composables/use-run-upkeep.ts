import type { HashCheck, ThinnedRun } from '../../shared/library'
import type { CheckpointPolicy, RunSummary } from '../../shared/run'
import { request } from '../api'

/** What another run is to begin from, and how it is to go on. */
export interface Fork {
  runId: number
  checkpointId: number
  learningRate: number
  name: string
}

export interface RunUpkeep {
  /** Begins the new run at once, flat out. */
  fork: (fork: Fork) => Promise<RunSummary>
  /** Removes checkpoints for good. */
  thin: (runId: number) => Promise<ThinnedRun>
  setPolicy: (runId: number, policy: CheckpointPolicy) => Promise<RunSummary>
  checkHashes: (runId: number) => Promise<HashCheck>
}

/** What can be done with the checkpoints of a run. Every command may throw DownhillError. */
export function useRunUpkeep(): RunUpkeep {
  return {
    fork: (fork) => request('runs.fork', { ...fork, pace: null }),
    thin: (runId) => request('runs.thin', { runId }),
    setPolicy: (runId, policy) => request('runs.setCheckpointPolicy', { runId, policy }),
    checkHashes: (runId) => request('runs.checkHashes', { runId })
  }
}
