import { ref, type Ref } from 'vue'

/** The run that is pointed at, by pointer or by focus, in a table, a legend or a picture. */
const highlighted = ref<number | null>(null)

export interface Highlight {
  /** Its id; null: no run is. */
  highlighted: Readonly<Ref<number | null>>
  highlight: (runId: number) => void
  /** Ends the highlight of this run; of another one it does nothing, whatever the order of the events. */
  release: (runId: number) => void
}

/** One highlight for the whole window: a run that is pointed at stands out wherever it is shown. */
export function useHighlight(): Highlight {
  return {
    highlighted,
    highlight: (runId) => (highlighted.value = runId),
    release(runId) {
      if (highlighted.value === runId) highlighted.value = null
    }
  }
}
