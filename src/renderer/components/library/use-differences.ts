import { computed, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RunSummary } from '../../../shared/run'
import type { RunConfigField } from '../../../shared/run-config'
import { differingFields } from '../../composables/config-differences'
import { useRuns } from '../../composables/use-runs'
import { useSettingText } from '../../composables/use-setting-text'

/** These have a column of their own. */
const OWN_COLUMN: readonly RunConfigField[] = ['hiddenLayers', 'epochs']

/** The data, and the learning rate, which is what people vary: the cell may be too small for all. */
const FIRST: readonly RunConfigField[] = ['dataset', 'learningRate']

/** The settings in which these runs differ, without those that have a column of their own. */
function differing(runs: readonly RunSummary[]): RunConfigField[] {
  const fields = differingFields(runs.map(({ config }) => config))
  const others = fields.filter((field) => !OWN_COLUMN.includes(field) && !FIRST.includes(field))
  return [...FIRST.filter((field) => fields.includes(field)), ...others]
}

/** The settings to tell of each run, by its sweep; null: of those outside of any. */
function differingBySweep(all: readonly RunSummary[]): Map<number | null, RunConfigField[]> {
  const bySweep = new Map<number | null, RunSummary[]>([[null, [...all]]])
  for (const run of all) {
    if (run.sweepId === null) continue
    const others = bySweep.get(run.sweepId)
    if (others) others.push(run)
    else bySweep.set(run.sweepId, [run])
  }
  return new Map([...bySweep].map(([sweepId, runs]) => [sweepId, differing(runs)]))
}

/** Settings of a run in short, those in which runs differ: all runs, or those of its own sweep. */
export function useDifferences(): (run: RunSummary) => string {
  const { runs, ids } = useRuns()
  const { locale } = useI18n()
  const text = useSettingText()

  // settings never change: only when runs come or go can others differ
  const fields = shallowRef(differingBySweep([]))
  watch(ids, () => (fields.value = differingBySweep(runs.value)), { immediate: true })

  /** The words for each value met so far: the same few stand in thousands of rows. */
  const known = computed(() => ({ locale: locale.value, words: new Map<string, string>() }))
  function short(field: RunConfigField, run: RunSummary): string {
    const { words } = known.value
    const key = `${field} ${String(run.config[field])}`
    let word = words.get(key)
    if (word === undefined) words.set(key, (word = text.short(field, run.config)))
    return word
  }
  return (run) => (fields.value.get(run.sweepId) ?? []).map((field) => short(field, run)).join(', ')
}
