import type { RunSummary } from '../shared/run'
import type { RunConfig } from '../shared/run-config'
import type { LiveState, TrainerBatch } from '../shared/trainer-protocol'

/** The weights of a run under way, and the network they belong to. */
export interface LiveWeights {
  config: RunConfig
  layers: number[]
  epoch: number
  /** float32, little-endian (engine/network.ts). */
  parameters: Uint8Array
}

/** What a run under way told last. */
export interface LiveView {
  note(batch: TrainerBatch): void
  live(paused: boolean): LiveState
  /** undefined before it has told anything. */
  weights(): LiveWeights | undefined
}

export function createLiveView(
  run: Pick<RunSummary, 'config' | 'layers' | 'step' | 'epoch' | 'engineSeconds'>
): LiveView {
  const { config, layers, step, epoch, engineSeconds } = run
  let last: Pick<TrainerBatch, 'live' | 'parameters'> | null = null

  const atFirst = {
    step,
    epoch,
    stepsPerSecond: 0,
    learningRate: config.learningRate,
    engineSeconds
  }
  return {
    note: ({ live, parameters }) => {
      last = { live, parameters }
    },
    live: (paused) => ({ ...(last?.live ?? atFirst), paused }),
    weights: () =>
      last === null
        ? undefined
        : { config, layers, epoch: last.live.epoch, parameters: last.parameters }
  }
}
