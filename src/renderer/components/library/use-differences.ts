import { computed } from 'vue'
import type { RunSummary } from '../../../shared/run'
import type { RunConfigField } from '../../../shared/run-config'
import { differingFields } from '../../composables/config-differences'
import { useRuns } from '../../composables/use-runs'
import { useSettingText } from '../../composables/use-setting-text'

/** These have a column of their own. */
const OWN_COLUMN: readonly RunConfigField[] = ['dataset', 'hiddenLayers', 'epochs']

/** The settings in which these runs differ, without those that have a column of their own. */
function differing(runs: readonly RunSummary[]): RunConfigField[] {
  const fields = differingFields(runs.map(({ config }) => config))
  const others = fields.filter((field) => !OWN_COLUMN.includes(field) && field !== 'learningRate')
  // the learning rate first: it is what people vary, and the cell may be too small for all
  return fields.includes('learningRate') ? ['learningRate', ...others] : others
}

/** Settings of a run in short, those in which runs differ: all runs, or those of its own sweep. */
export function useDifferences(): (run: RunSummary) => string {
  const { ids, find } = useRuns()
  const text = useSettingText()

  // settings never change: this is made anew only when runs come or go
  const fields = computed(() => {
    const all = ids.value.flatMap((id) => find(id) ?? [])
    const bySweep = new Map<number | null, RunSummary[]>([[null, all]])
    for (const run of all) {
      if (run.sweepId === null) continue
      const others = bySweep.get(run.sweepId)
      if (others) others.push(run)
      else bySweep.set(run.sweepId, [run])
    }
    return new Map([...bySweep].map(([sweepId, runs]) => [sweepId, differing(runs)]))
  })
  return (run) =>
    (fields.value.get(run.sweepId) ?? []).map((field) => text.short(field, run.config)).join(', ')
}
