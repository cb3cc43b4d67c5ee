import { computed, onScopeDispose, shallowReactive, watch, type ComputedRef } from 'vue'
import type { CheckpointSummary } from '../../shared/run'
import { firstLayerOf, strongest } from './first-layer'
import { readWeights } from './use-checkpoint-weights'

/** Checkpoints looked at to find how far the weights of a run reach; more would be read for little. */
const MOST_SAMPLES = 24

/** At most so many, evenly spread, the first and the last among them. */
export function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items]
  const distance = (items.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, place) => items[Math.round(place * distance)])
}

/**
 * How far the first layer's weights reach from zero over the whole run, so that its pictures can be
 * compared from checkpoint to checkpoint. Read in the background, one checkpoint after the other,
 * while `needed`; it grows until all are known.
 * @param moments Checkpoints in the order of training.
 */
export function useWeightRange(
  moments: () => readonly CheckpointSummary[],
  needed: () => boolean
): ComputedRef<number> {
  const known = shallowReactive(new Map<number, number>())
  let reading = false
  let left = false

  const next = (): CheckpointSummary | undefined =>
    left || !needed() ? undefined : spread(moments(), MOST_SAMPLES).find(({ id }) => !known.has(id))

  async function readAll(): Promise<void> {
    if (reading) return
    reading = true
    for (let moment = next(); moment; moment = next()) {
      try {
        const { parameters, layers } = await readWeights(moment.runId, moment.id)
        known.set(moment.id, strongest(firstLayerOf(parameters, layers).weights))
      } catch {
        // damaged or removed meanwhile: it is told where it is shown, and counts for nothing here
        known.set(moment.id, 0)
      }
    }
    reading = false
  }

  watch([moments, needed], () => void readAll(), { immediate: true })
  onScopeDispose(() => (left = true))

  return computed(() => Math.max(0, ...moments().map(({ id }) => known.get(id) ?? 0)))
}
