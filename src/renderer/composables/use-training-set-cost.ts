import { shallowReactive, shallowRef, type ShallowRef } from 'vue'
import type { CheckpointSummary, TrainingSetResult } from '../../shared/run'
import { request } from '../api'

export interface Measurement {
  underWay: boolean
  result: TrainingSetResult | null
}

export interface TrainingSetCost {
  /** By checkpoint id. */
  measurements: ReadonlyMap<number, Measurement>
  error: Readonly<ShallowRef<unknown>>
  measure: (checkpoint: CheckpointSummary) => Promise<void>
}

/**
 * The true average cost over the whole training set, with the fixed weights of a checkpoint: unlike the
 * mean met while training, whose weights changed all the time. Takes seconds, so it is done on demand.
 */
export function useTrainingSetCost(): TrainingSetCost {
  const measurements = shallowReactive(new Map<number, Measurement>())
  const error = shallowRef<unknown>(null)

  return {
    measurements,
    error,
    async measure({ id, runId }) {
      measurements.set(id, { underWay: true, result: null })
      error.value = null
      try {
        const result = await request('runs.measureTrainingSet', { runId, checkpointId: id })
        measurements.set(id, { underWay: false, result })
      } catch (reason) {
        measurements.delete(id)
        error.value = reason
      }
    }
  }
}
