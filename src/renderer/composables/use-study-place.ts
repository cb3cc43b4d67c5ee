import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { LocationQueryRaw } from 'vue-router'
import type { CheckpointSummary, RunSummary } from '../../shared/run'
import { MOST_EDITS, type WeightsAt } from '../../shared/study'
import { hasLiveWeights } from './home-run'
import type { Scrubber } from './use-scrubber'

/** As long as a picture of weights is looked at before the next one. */
const MILLISECONDS_EACH = 800

/** The part of the address that says which weights are looked at; the router's, or one of a test. */
export interface StudyAddress {
  /** The run that is named, if one is. */
  runId: () => number | undefined
  /** A name of the query. */
  read: (name: string) => string | undefined
  /** Names that are undefined are taken out of it. */
  write: (changes: { runId?: number; query: LocationQueryRaw }) => void
}

export interface StudyPlace {
  /** Runs that have weights, the newest first. */
  choices: ComputedRef<readonly RunSummary[]>
  run: ComputedRef<RunSummary | undefined>
  /** null while no weights are stored. */
  step: ComputedRef<number | null>
  /** The last step whose weights are known. */
  lastStep: ComputedRef<number>
  edits: Readonly<Ref<WeightsAt['edits']>>
  /** What is looked at: run, step and changes by hand. */
  at: ComputedRef<WeightsAt | undefined>
  /** Over the run's checkpoints; its chosen one is the last at or before the step. */
  scrubber: Scrubber
  chooseRun: (id: number) => void
  /** Steps beyond the ends are the ends. */
  goTo: (step: number) => void
  /** Changes weights by hand, besides those that are changed already. */
  edit: (changes: WeightsAt['edits']) => void
  /** Takes changes back: of these weights, or all. */
  undoEdits: (indices?: readonly number[]) => void
}

/** Runs that have begun, and so have at least the weights of their start. */
function runsWithWeights(newestFirst: readonly RunSummary[]): RunSummary[] {
  return newestFirst.filter((run) => hasLiveWeights(run) || run.lastTestAccuracy !== null)
}

/** Which weights are looked at: kept in the address, so that one can come back to the place. */
export function useStudyPlace(
  runs: () => readonly RunSummary[],
  checkpointsOf: (runId: () => number | undefined) => () => readonly CheckpointSummary[],
  address: StudyAddress
): StudyPlace {
  const choices = computed(() => runsWithWeights(runs()))
  const run = computed(() => {
    const named = address.runId()
    if (named !== undefined) return runs().find(({ id }) => id === named)
    return choices.value.find(({ status }) => status === 'finished') ?? choices.value.at(0)
  })
  const runId = computed(() => run.value?.id)
  const checkpoints = checkpointsOf(() => runId.value)

  const moments = computed(() =>
    checkpoints()
      // while another run's are being read, those of the one before are still there
      .filter((checkpoint) => checkpoint.runId === runId.value)
      .sort((one, other) => one.step - other.step)
  )
  const lastStep = computed(() => moments.value.at(-1)?.step ?? 0)
  const step = computed(() => {
    if (moments.value.length === 0) return null
    const named = Number(address.read('step') ?? NaN)
    // the latest until another is chosen: so a run under way shows what it has become
    return Number.isInteger(named) && named >= 0 ? Math.min(named, lastStep.value) : lastStep.value
  })

  const edits = shallowRef<WeightsAt['edits']>([])
  watch(
    [runId, step],
    () => {
      if (edits.value.length > 0) edits.value = []
    },
    { flush: 'sync' }
  )

  const at = computed(() =>
    runId.value === undefined || step.value === null
      ? undefined
      : { runId: runId.value, step: step.value, edits: edits.value }
  )

  function goTo(wanted: number): void {
    const inside = Math.min(Math.max(Math.round(wanted), 0), lastStep.value)
    address.write({ query: { step: inside === lastStep.value ? undefined : String(inside) } })
  }

  return {
    choices,
    run,
    step,
    lastStep,
    edits,
    at,
    scrubber: scrubberOver(moments, step, goTo),
    chooseRun: (id) => address.write({ runId: id, query: { step: undefined } }),
    goTo,
    edit(changes) {
      const changed = new Map(edits.value.map((each) => [each.index, each.value]))
      for (const { index, value } of changes) changed.set(index, value)
      edits.value = [...changed]
        .map(([index, value]) => ({ index, value }))
        // the newest, where there are more than can be asked about
        .slice(-MOST_EDITS)
    },
    undoEdits(indices) {
      edits.value = indices ? edits.value.filter(({ index }) => !indices.includes(index)) : []
    }
  }
}

/** From checkpoint to checkpoint, wherever between them the place is. */
function scrubberOver(
  moments: ComputedRef<readonly CheckpointSummary[]>,
  step: ComputedRef<number | null>,
  goTo: (step: number) => void
): Scrubber {
  const playing = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined
  const index = computed(() =>
    moments.value.findLastIndex((moment) => moment.step <= (step.value ?? 0))
  )
  const last = (): number => moments.value.length - 1

  function show(place: number): void {
    const moment = moments.value.at(Math.min(Math.max(place, 0), last()))
    if (moment) goTo(moment.step)
  }

  function pause(): void {
    clearInterval(timer)
    playing.value = false
  }

  watch(() => moments.value.at(0)?.runId, pause)
  onScopeDispose(pause)

  return {
    moments,
    index,
    chosen: computed(() => moments.value.at(index.value)),
    choose(place) {
      pause()
      show(place)
    },
    playing,
    play() {
      if (last() < 1 || playing.value) return
      if (index.value === last()) show(0)
      playing.value = true
      timer = setInterval(() => {
        if (index.value >= last()) pause()
        else show(index.value + 1)
      }, MILLISECONDS_EACH)
    },
    pause
  }
}
