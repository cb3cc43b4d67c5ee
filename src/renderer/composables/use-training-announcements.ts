import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunStatus, RunSummary } from '../../shared/run'
import { subscribe } from '../api'
import { announce } from './use-announcer'
import { shownAccuracy } from './shown-accuracy'
import { useFormat } from './use-format'
import { isUnderWay, useRuns } from './use-runs'

/** Milliseconds between two spoken epochs, or runs of a sweep: faster ones would talk over everything else. */
const INTERVAL = 10_000

type Announcement =
  'started' | 'paused' | 'continued' | 'finished' | 'stopped' | 'diverged' | 'interrupted'

/** What there is to say when a run goes from one status to another; `before` undefined: it is new. */
export function announcementFor(
  before: RunStatus | undefined,
  now: RunStatus
): Announcement | undefined {
  if (before === now) return undefined
  if (now === 'queued') return undefined
  if (now === 'running') return before === 'paused' ? 'continued' : 'started'
  return now
}

/** Speaks start, epoch end, pause, divergence and finish through the live region. Used once, by App. */
export function useTrainingAnnouncements(): void {
  const { t } = useI18n()
  const format = useFormat()
  const { runs, state, find } = useRuns()

  const values = (run: RunSummary): Record<string, string | number> => ({
    name: run.name,
    epoch: run.epoch,
    epochs: run.config.epochs,
    step: format.value.whole(run.step),
    accuracy: format.value.percent(shownAccuracy(run, run.lastTestAccuracy))
  })

  // the first list is what was there before, and no news
  let listKnown = state.value === 'ready'
  watch(runs, (now, before) => {
    if (!listKnown) {
      listKnown = true
      return
    }
    // news of one among thousands leave all others what they were, where they were
    const changed = now.filter((run, place) => run !== before[place])
    const changedIds = new Set(changed.map(({ id }) => id))
    const known = before.filter(({ id }) => changedIds.has(id))
    const earlier = new Map(known.map((run) => [run.id, run]))
    for (const run of changed) {
      const then = earlier.get(run.id)
      if (then === run) continue
      const announcement = announcementFor(then?.status, run.status)
      // a run that reappears by an undo is no news either
      const isNews = then !== undefined || run.status === 'running'
      if (!announcement || !isNews) continue
      // the runs of a sweep come and go faster than anybody listens; its end is told in any case
      const rest = run.sweepId === null ? {} : { atMostEvery: INTERVAL }
      announce(t(`shell.announce.${announcement}`, values(run)), rest)
      announceEndOfSweep(run, now)
    }
  })

  function announceEndOfSweep(run: RunSummary, all: readonly RunSummary[]): void {
    if (run.sweepId === null || isUnderWay(run)) return
    const siblings = all.filter(({ sweepId }) => sweepId === run.sweepId)
    if (siblings.some(isUnderWay)) return
    announce(t('shell.announce.sweepEnded', { count: siblings.length }, siblings.length))
  }

  let unsubscribe: (() => void) | undefined
  onMounted(() => {
    unsubscribe = subscribe('training.progress', (news) => {
      const run = find(news.runId)
      const last = news.epochs.at(-1)
      if (!run || !last || last.epoch === 0 || last.epoch === run.config.epochs) return
      const sentence = t('shell.announce.epoch', {
        ...values(run),
        epoch: last.epoch,
        accuracy: format.value.percent(shownAccuracy(run, last.testAccuracy))
      })
      announce(sentence, { atMostEvery: INTERVAL })
    })
  })
  onBeforeUnmount(() => unsubscribe?.())
}
