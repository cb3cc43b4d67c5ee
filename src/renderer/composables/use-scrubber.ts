import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { CheckpointSummary } from '../../shared/run'

/** Long enough to look at ten bars, short enough that a dozen checkpoints are a film. */
const MILLISECONDS_EACH = 800

export interface Scrubber {
  /** The checkpoints in the order of training. */
  moments: ComputedRef<readonly CheckpointSummary[]>
  /** Place of the chosen one in `moments`; -1 while there are none. */
  index: ComputedRef<number>
  chosen: ComputedRef<CheckpointSummary | undefined>
  /** Chooses by place; places beyond the ends are the ends. Ends the playing. */
  choose: (index: number) => void
  playing: Readonly<Ref<boolean>>
  /** From the chosen one to the last, one after the other; from the first if the last is chosen. */
  play: () => void
  pause: () => void
}

/**
 * One checkpoint out of those of a run. The latest until another is chosen: so a run under way shows
 * what it has become. A chosen one stays chosen when others come or go; if it is itself removed, the one
 * nearest to it is chosen.
 */
export function useScrubber(checkpoints: () => readonly CheckpointSummary[]): Scrubber {
  /** null: whichever is the latest. */
  const wanted = ref<{ id: number; step: number } | null>(null)
  const playing = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const moments = computed(() => [...checkpoints()].sort((a, b) => a.step - b.step))
  const index = computed(() => {
    const last = moments.value.length - 1
    if (!wanted.value) return last
    const { id, step } = wanted.value
    const same = moments.value.findIndex((moment) => moment.id === id)
    if (same >= 0 || last < 0) return same
    const distances = moments.value.map((moment) => Math.abs(moment.step - step))
    return distances.indexOf(Math.min(...distances))
  })

  function show(place: number): void {
    const last = moments.value.length - 1
    const moment = moments.value[Math.min(Math.max(place, 0), last)]
    wanted.value = place >= last ? null : { id: moment.id, step: moment.step }
  }

  function pause(): void {
    clearInterval(timer)
    playing.value = false
  }

  function advance(): void {
    show(index.value + 1)
    if (index.value >= moments.value.length - 1) pause()
  }

  function play(): void {
    if (moments.value.length < 2 || playing.value) return
    if (index.value === moments.value.length - 1) show(0)
    playing.value = true
    timer = setInterval(advance, MILLISECONDS_EACH)
  }

  // of another run, or all gone: nothing to play on
  watch(
    () => moments.value.at(0)?.runId,
    () => {
      pause()
      wanted.value = null
    }
  )
  onScopeDispose(pause)

  return {
    moments,
    index,
    chosen: computed(() => moments.value.at(index.value)),
    choose(place) {
      pause()
      if (moments.value.length > 0) show(place)
    },
    playing,
    play,
    pause
  }
}
