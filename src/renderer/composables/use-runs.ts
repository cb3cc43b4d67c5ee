import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { Events } from '../../shared/contract'
import { unpackRuns } from '../../shared/packed'
import type { RunStatus, RunSummary } from '../../shared/run'
import { request, subscribe } from '../api'
import { onTrainingNews } from './training-news'

const ACTIVE_STATUSES: readonly RunStatus[] = ['queued', 'running', 'paused']

/** By its status a process holds the run, or it waits for one. The process may have died: see runState. */
export function isActive(run: RunSummary): boolean {
  return ACTIVE_STATUSES.includes(run.status)
}

/** The status to show: a run whose process died without a word is interrupted, whatever it last said. */
export function runState(run: RunSummary): RunStatus {
  return isActive(run) && run.resumable ? 'interrupted' : run.status
}

/** A living process holds the run, or it waits for one. */
export function isUnderWay(run: RunSummary): boolean {
  return ACTIVE_STATUSES.includes(runState(run))
}

/** The number, from 1, of the epoch that a run under way is in. */
export function epochUnderWay({ epoch, config }: RunSummary): number {
  return Math.min(epoch + 1, config.epochs)
}

/** Newest first. */
const runs = shallowRef<readonly RunSummary[]>([])
const state = shallowRef<'loading' | 'ready' | 'error'>('loading')
const error = shallowRef<unknown>(null)

/** Counts how often runs came, went or were told anew; the news of training do not count. */
const tellings = shallowRef(0)

/** Where a run stands among all, or -1. Of thousands of runs, ten times a second: hence no search from the start. */
function placeOf(id: number): number {
  let from = 0
  let to = runs.value.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (runs.value[middle].id > id) from = middle + 1
    else to = middle
  }
  return runs.value.at(from)?.id === id ? from : -1
}

/** The run as the news of its training make it: the list need not be read anew for every epoch. */
export function withProgress(run: RunSummary, news: Events['training.progress']): RunSummary {
  const { live } = news
  const last = news.epochs.at(-1)
  const updated = {
    ...run,
    step: live.step,
    epoch: live.epoch,
    engineSeconds: live.engineSeconds
  }
  if (!last) return updated
  const best = Math.max(run.bestTestAccuracy ?? 0, ...news.epochs.map((each) => each.testAccuracy))
  return {
    ...updated,
    ...(last.heldOutAccuracy === null ? {} : { lastHeldOutAccuracy: last.heldOutAccuracy }),
    lastTestAccuracy: last.testAccuracy,
    bestTestAccuracy: best,
    lastTestCost: last.testCost,
    lastTrainingCost: last.trainingCost
  }
}

/** Summaries asked for at once, at most. */
const MOST_SUMMARIES = 1000

let reading = false
/** The whole list has to be read: at the start, and after a failure. */
let listDue = false
/** Runs that changed since they were read. */
const changed = new Set<number>()

/** Reads what is due; while a reading is under way, what becomes due is gathered for the next one. */
async function readWhatIsDue(): Promise<void> {
  if (reading) return
  reading = true
  try {
    while (listDue || changed.size > 0) {
      if (listDue) await readList()
      else await readChanged()
    }
    state.value = 'ready'
    error.value = null
  } catch (reason) {
    listDue = true
    state.value = 'error'
    error.value = reason
  } finally {
    reading = false
  }
}

function show(unsorted: readonly RunSummary[]): void {
  runs.value = [...unsorted].sort((one, other) => other.id - one.id)
  tellings.value++
}

async function readList(): Promise<void> {
  listDue = false
  changed.clear()
  show(unpackRuns(await request('runs.list')))
}

/** What does not come back is gone; all others stay the same objects, so that nothing is drawn anew for them. */
async function readChanged(): Promise<void> {
  const runIds = [...changed].slice(0, MOST_SUMMARIES)
  for (const id of runIds) changed.delete(id)
  const asked = new Set(runIds)
  const news = unpackRuns(await request('runs.summaries', { runIds }))
  show([...runs.value.filter(({ id }) => !asked.has(id)), ...news])
}

function refresh(): Promise<void> {
  listDue = true
  return readWhatIsDue()
}

let started = false

function start(): void {
  if (started) return
  started = true
  subscribe('runs.changed', ({ runIds }) => {
    for (const id of runIds) changed.add(id)
    void readWhatIsDue()
  })
  onTrainingNews((news) => {
    const place = placeOf(news.runId)
    if (place >= 0) runs.value = runs.value.with(place, withProgress(runs.value[place], news))
  })
  void refresh()
}

export interface Runs {
  /** Newest first. */
  runs: Readonly<Ref<readonly RunSummary[]>>
  /** Of all runs; another array only when runs come or go, not when they change. */
  ids: ComputedRef<readonly number[]>
  /** Goes up whenever runs come, go or are told anew, and not with the news of their training. */
  tellings: Readonly<Ref<number>>
  state: Readonly<Ref<'loading' | 'ready' | 'error'>>
  error: Readonly<Ref<unknown>>
  /** The newest run under way. */
  activeRun: ComputedRef<RunSummary | undefined>
  find: (id: number) => RunSummary | undefined
  refresh: () => Promise<void>
}

/** The same array as before while the runs are the same ones, whatever became of them. */
const ids = computed<readonly number[]>((before) => {
  const isSame =
    before?.length === runs.value.length && runs.value.every(({ id }, at) => id === before[at])
  return isSame ? before : runs.value.map(({ id }) => id)
})
const activeRun = computed(() => runs.value.find(isUnderWay))

/** All runs that are kept, one list for the whole window, true to the moment. */
export function useRuns(): Runs {
  start()
  return {
    runs,
    ids,
    tellings,
    state,
    error,
    activeRun,
    find(id) {
      const place = placeOf(id)
      return place < 0 ? undefined : runs.value[place]
    },
    refresh
  }
}
