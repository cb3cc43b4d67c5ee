import { onBeforeUnmount, onMounted, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunStatus, RunSummary } from '../../shared/run'
import { subscribe } from '../api'
import { announce } from './use-announcer'
import { useFormat } from './use-format'
import { useRuns } from './use-runs'

/** Milliseconds between two spoken epochs: faster ones would talk over everything else. */
const EPOCH_INTERVAL = 10_000

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
    accuracy: format.value.percent(run.lastTestAccuracy)
  })

  // the first list is what was there before, and no news
  let listKnown = state.value === 'ready'
  watch(runs, (now, before) => {
    if (!listKnown) {
      listKnown = true
      return
    }
    const statuses = new Map(before.map((run) => [run.id, run.status]))
    for (const run of now) {
      const announcement = announcementFor(statuses.get(run.id), run.status)
      // a run that reappears by an undo is no news either
      const isNews = statuses.has(run.id) || run.status === 'running'
      if (announcement && isNews) announce(t(`shell.announce.${announcement}`, values(run)))
    }
  })

  let unsubscribe: (() => void) | undefined
  onMounted(() => {
    unsubscribe = subscribe('training.progress', (news) => {
      const run = find(news.runId)
      const last = news.epochs.at(-1)
      if (!run || !last || last.epoch === 0 || last.epoch === run.config.epochs) return
      const sentence = t('shell.announce.epoch', {
        ...values(run),
        epoch: last.epoch,
        accuracy: format.value.percent(last.testAccuracy)
      })
      announce(sentence, { atMostEvery: EPOCH_INTERVAL })
    })
  })
  onBeforeUnmount(() => unsubscribe?.())
}
