import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../../shared/run'
import { useFormat } from '../../composables/use-format'
import { useSettingText } from '../../composables/use-setting-text'
import type { ParallelAxis } from './parallel-axes'
import { useResultText } from './use-result-text'
import { useComparisonView } from './view-state'

export interface ParallelText {
  tick: (axis: ParallelAxis, tick: ParallelAxis['ticks'][number]) => string
  /** What stands at a place of the axis: its value, or the choice nearest to it. */
  at: (axis: ParallelAxis, place: number) => string
  /** Where runs without a result end. */
  nowhere: (runs: readonly RunSummary[]) => string
}

/** The words beside parallel axes. */
export function useParallelText(): ParallelText {
  const { t } = useI18n()
  const format = useFormat()
  const settingText = useSettingText()
  const resultText = useResultText()
  const view = useComparisonView()

  const tick: ParallelText['tick'] = (axis, { run, value }) => {
    if (run && axis.key !== 'result') return settingText.value(axis.key, run.config)
    return resultText.value(view.result, value)
  }
  return {
    tick,
    at(axis, place) {
      const value = axis.valueAt(place)
      if (axis.key === 'result') return resultText.value(view.result, value)
      if (value !== null) return format.value.setting(value)
      const nearest = axis.ticks.reduce((near, each) =>
        Math.abs(each.place - place) < Math.abs(near.place - place) ? each : near
      )
      return tick(axis, nearest)
    },
    nowhere: (lost) =>
      lost.every(({ status }) => status === 'diverged')
        ? t('compare.map.states.diverged')
        : t('compare.parallel.noResult')
  }
}
