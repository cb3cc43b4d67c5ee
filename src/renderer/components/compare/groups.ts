import { groupBy, sideKey } from '../../../shared/comparison-sides'
import type { RunSummary } from '../../../shared/run'
import { withoutIdleSettings, type RunConfigField } from '../../../shared/run-config'
import { differingFields } from '../../composables/config-differences'

/** Whose runs make one line: every run its own, those that only seeds tell apart, or those that share a setting. */
export type Grouping = 'none' | 'seeds' | RunConfigField

export interface RunGroup {
  key: string
  runs: readonly RunSummary[]
  /** The settings that tell this group from the others; none where only other things do. */
  fields: readonly RunConfigField[]
}

/** The settings in which these runs differ, without those that have no effect on any of them. */
export function varyingFields(runs: readonly RunSummary[]): RunConfigField[] {
  return differingFields(runs.map(({ config }) => withoutIdleSettings(config)))
}

/** What these runs can be grouped by: whatever puts at least two of them together, and not all. */
export function groupings(runs: readonly RunSummary[]): Grouping[] {
  const fields = varyingFields(runs)
  const others = fields.filter((field) => field !== 'seed')
  const bySetting = others.filter((field) => {
    const groups = groupRuns(runs, field).length
    return groups > 1 && groups < runs.length
  })
  const bySeeds = fields.includes('seed') && groupRuns(runs, 'seeds').length < runs.length
  // with one setting only, both say the same
  const doubled = bySeeds && others.length === 1
  return ['none', ...(bySeeds ? ['seeds' as const] : []), ...(doubled ? [] : bySetting)]
}

/** The groups in the order of the settings that tell them apart: small before large. */
export function groupRuns(runs: readonly RunSummary[], grouping: Grouping): RunGroup[] {
  if (grouping === 'none') {
    return runs.map((run) => ({ key: String(run.id), runs: [run], fields: [] }))
  }
  const fields =
    grouping === 'seeds' ? varyingFields(runs).filter((field) => field !== 'seed') : [grouping]
  const keyOf = (run: RunSummary): string =>
    grouping === 'seeds' ? sideKey(run) : JSON.stringify(run.config[grouping])
  const groups = groupBy(runs, keyOf).map((own) => ({ key: keyOf(own[0]), runs: own, fields }))
  return groups.sort((a, b) => compareBy(fields, a.runs[0], b.runs[0]))
}

function compareBy(fields: readonly RunConfigField[], a: RunSummary, b: RunSummary): number {
  for (const field of fields) {
    const order = compareSettings(a.config[field], b.config[field])
    if (order !== 0) return order
  }
  return a.id - b.id
}

type SettingValue = RunSummary['config'][RunConfigField]

/** Numbers by size, layers by their number and then their sizes, choices by their names. */
export function compareSettings(a: SettingValue, b: SettingValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return a.length - b.length
    const index = a.findIndex((size, place) => size !== b[place])
    return index < 0 ? 0 : a[index] - b[index]
  }
  return String(a) < String(b) ? -1 : Number(String(a) > String(b))
}
