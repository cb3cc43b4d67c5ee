import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'

type Folds = ReadonlyMap<number, boolean>

const lasting = shallowRef<Folds>(new Map())
const ofSearch = shallowRef<Folds>(new Map())

export interface SweepFolds {
  /** By sweep id; true: unfolded. */
  folds: ComputedRef<Folds>
  fold: (sweepId: number, isOpen: boolean) => void
  /** Something else is looked for: what was folded meanwhile is shown again. */
  forget: () => void
}

/**
 * Which sweeps were folded or unfolded by hand, as long as the window lives. While something is looked
 * for, what was folded before would hide what is found: then only what is folded meanwhile counts.
 */
export function useSweepFolds(isSought: Readonly<Ref<boolean>>): SweepFolds {
  const current = (): typeof lasting => (isSought.value ? ofSearch : lasting)
  return {
    folds: computed(() => current().value),
    fold(sweepId, isOpen) {
      current().value = new Map(current().value).set(sweepId, isOpen)
    },
    forget() {
      ofSearch.value = new Map()
    }
  }
}
