import { shallowRef, type ShallowRef } from 'vue'

const folds = shallowRef<ReadonlyMap<number, boolean>>(new Map())

/** Which sweeps were folded or unfolded by hand, as long as the window lives. By sweep id; true: unfolded. */
export function useSweepFolds(): { folds: ShallowRef<ReadonlyMap<number, boolean>> } {
  return { folds }
}
